using Microsoft.AspNetCore.Http.Features;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;

namespace Platform.Ledger.Reading;

/// <summary>`GET /audit/patients/{id}`: who saw this patient's record. Itself an access to it, and audited as such.</summary>
internal static class PatientAccessesEndpoint
{
    public const string Action = "platform.audit.read";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/audit/patients/{id}", HandleAsync).RequirePolicy(Action).OnListener(ListenerClass.Control);

    public static ValueTask<ResourceFacts> FactsAsync(HttpContext context, CancellationToken cancellation) =>
        new(AccessesOf.Facts(context.Request.RouteValues["id"] as string ?? ""));

    private static async Task<IResult> HandleAsync(string id, long? before, int? limit, HttpContext http, AccessesOf accesses, CancellationToken cancellation)
    {
        var size = limit ?? AccessesOf.PageMax;
        if (size is < 1 or > AccessesOf.PageMax || before is < 1 || !AccessesOf.IsReference(id))
        {
            throw new BadHttpRequestException("the reference, the limit or the page is out of range");
        }

        if (!await accesses.AreWholeAsync(cancellation))
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        var rows = accesses.About(id, http.Features.GetRequiredFeature<PolicyDecision>());
        var (page, hasMore) = await AccessesOf.PageAsync(rows, before, size, cancellation);
        AccessView[] items = [.. page.Select(AccessView.Of)];
        return Results.Ok(new AccessPage(items, hasMore ? items[^1].Sequence : null));
    }
}
