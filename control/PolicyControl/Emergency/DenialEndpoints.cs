using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Features;
using Platform.PolicyControl.Policies;
using Platform.PolicyControl.Publishing;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;

namespace Platform.PolicyControl.Emergency;

/// <summary>What is closed in an emergency, closing, and opening again. One operator suffices to close: it takes away, and it must be quick.</summary>
internal static partial class DenialEndpoints
{
    public const string Impose = "platform.denial.impose";
    public const string Lift = "platform.denial.lift";

    private const int ReasonMax = 200;
    private const int DenialsMax = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/policies/denials", List).RequirePolicy(PolicyEndpoints.Action).OnListener(ListenerClass.Control);
        routes.MapPost("/policies/denials", ImposeAsync).RequirePolicy(Impose).OnListener(ListenerClass.Control);
        routes.MapDelete("/policies/denials/{id}", LiftAsync).RequirePolicy(Lift).OnListener(ListenerClass.Control);
    }

    public static ValueTask<ResourceFacts> FactsAsync(HttpContext context, CancellationToken cancellation) =>
        new(ResourceFacts.Of("denial", context.Request.RouteValues["id"] is string id && IdForm().IsMatch(id) ? id : "any"));

    private static IResult List(EmergencyDenials denials, Publisher publisher)
    {
        var (actions, workloads) = publisher.Tested is { } sources ? EmergencyData.Known(sources.Data) : ([], []);
        return Results.Ok(new { denials = denials.Active, actions, workloads });
    }

    private static async Task<IResult> ImposeAsync(
        DenialRequest request, HttpContext http, EmergencyDenials denials, Publisher publisher, TimeProvider clock)
    {
        if (publisher.Tested is not { } sources)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        if (Fault(request, sources.Data, denials.Active.Count) is { } fault)
        {
            throw new BadHttpRequestException(fault);
        }

        var by = http.Features.GetRequiredFeature<PolicyCaller>().Subject?.Id ?? throw new InvalidOperationException("the action needs a person");
        var denial = new EmergencyDenial(
            EmergencyDenial.IdOf(request.Action, request.Workload), request.Action, request.Workload, request.Reason.Trim(), by, clock.GetUtcNow());
        // Whoever asked may be gone by now: a denial that is written and not published would be enforced by nobody.
        var imposed = await publisher.ImposeAsync(denial, CancellationToken.None);
        return Results.Ok(new { denial.Id, changed = imposed, revision = publisher.Current!.Name });
    }

    private static async Task<IResult> LiftAsync(string id, Publisher publisher)
    {
        var lifted = await publisher.LiftAsync(id, CancellationToken.None);
        return Results.Ok(new { id, changed = lifted, revision = publisher.Current?.Name });
    }

    // A name that is not there would close nothing, and look as if it did.
    private static string? Fault(DenialRequest request, JsonObject data, int active)
    {
        var (actions, workloads) = EmergencyData.Known(data);
        return request switch
        {
            _ when request.Action != EmergencyDenial.Everything && !actions.Contains(request.Action) => "there is no such action",
            _ when request.Workload != EmergencyDenial.Everything && !workloads.Contains(request.Workload) => "there is no such workload",
            _ when string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > ReasonMax => "a reason has 1 to 200 characters",
            _ when active >= DenialsMax => "so much is closed already; lift some, or close everything",
            _ => null,
        };
    }

    [GeneratedRegex("^[0-9a-f]{12}$")]
    private static partial Regex IdForm();
}
