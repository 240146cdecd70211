using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Antiforgery;
using Platform.Dashboard.Resources;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;

namespace Platform.Dashboard.Pages;

/// <summary>
/// `POST /resources/{name}/{command}`: start, stop, restart, kill, freeze, thaw; and `POST /breach/{command}`: start, stop, under an action of its own. The form's
/// token is needed beside session and origin.
/// </summary>
internal static partial class CommandEndpoint
{
    public const string Action = "dashboard.resource.command";

    public const string BreachAction = "dashboard.breach.run";

    private static readonly string[] s_breachCommands = ["start", "stop"];
    private static readonly string[] s_commands = ["start", "stop", "restart", "kill", "freeze", "thaw"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/resources/{name}/{command}", HandleAsync).RequirePolicy(Action).OnListener(ListenerClass.Browser);
        routes.MapPost("/breach/{command}", BreachAsync).RequirePolicy(BreachAction).OnListener(ListenerClass.Browser);
    }

    public static ValueTask<ResourceFacts> FactsAsync(HttpContext context, CancellationToken cancellation)
    {
        var name = context.Request.RouteValues["name"] as string ?? "";
        return new(Name().IsMatch(name) ? ResourceFacts.Of("resource", name) : ResourceFacts.Missing("resource"));
    }

    public static ValueTask<ResourceFacts> BreachFactsAsync(HttpContext context, CancellationToken cancellation) => new(ResourceFacts.Of("resource", BreachRun.Resource));

    // Whoever may handle processes may not thereby attack them: the breach has its own door.
    private static Task<IResult> HandleAsync(
        string name, string command, HttpContext context, ResourceApi resources, IAntiforgery antiforgery, CancellationToken cancellation) =>
        TellAsync(name == BreachRun.Resource ? "" : name, command, s_commands, "/resources", context, resources, antiforgery, cancellation);

    private static Task<IResult> BreachAsync(string command, HttpContext context, ResourceApi resources, IAntiforgery antiforgery, CancellationToken cancellation) =>
        TellAsync(BreachRun.Resource, command, s_breachCommands, "/breach", context, resources, antiforgery, cancellation);

    private static async Task<IResult> TellAsync(
        string name, string command, string[] known, string page, HttpContext context, ResourceApi resources, IAntiforgery antiforgery, CancellationToken cancellation)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        if (!known.Contains(command) || !Name().IsMatch(name))
        {
            return Results.NotFound();
        }

        var outcome = await resources.CommandAsync(name, command, cancellation);
        return outcome.Success
            ? Results.Redirect(page)
            : Results.Text($"{name} was not told to {command}: {outcome.Message}", statusCode: StatusCodes.Status409Conflict);
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,63}$")]
    private static partial Regex Name();
}
