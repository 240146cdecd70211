using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Platform.Gateway.Callers;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;
using Platform.ServiceDefaults.Audit;
using Platform.ServiceDefaults.DecisionLogs;
using Platform.WorkloadIdentity;

namespace Platform.Gateway.Routes;

/// <summary>
/// Maps the table: every door asks the policy, exchanges the user's token for the callee, and calls through the own sidecar; the ledger and
/// the control plane, which have control APIs, directly.
/// </summary>
internal static class EdgeForwarding
{
    /// <summary>The policy action of every door; what the user may see behind it is the callee's decision.</summary>
    public const string Action = "gateway.route.enter";

    /// <summary>Apps with a control API in place of a sidecar.</summary>
    private static readonly string[] Direct = ["ledger", "policy", "identity"];

    public static void AddEdgeRoutes(this WebApplicationBuilder builder)
    {
        foreach (var appId in EdgeRoutes.All.Select(route => route.AppId).Distinct().Except(Direct))
        {
            builder.AddInvokeClient(appId);
        }

        foreach (var appId in Direct)
        {
            if (ControlOf(builder.Configuration, appId) is { } endpoint)
            {
                builder.AddControlClient(appId, endpoint);
            }
        }

        builder.Services.AddDecisionFacts(Action, static (context, _) => new(
            ResourceFacts.Of("route", context.GetEndpoint()?.Metadata.GetMetadata<EdgeRoute>()?.Name ?? "unknown")));
    }

    public static void MapEdgeRoutes(this WebApplication endpoints)
    {
        // A gateway that was not told where the ledger or the control plane is has no door to it.
        foreach (var route in EdgeRoutes.All.Where(route => !Direct.Contains(route.AppId) || ControlOf(endpoints.Configuration, route.AppId) is not null))
        {
            var builder = endpoints
                .MapMethods(route.Pattern, [route.Method], (HttpContext context, IHttpClientFactory clients) => ForwardAsync(route, context, clients))
                .WithMetadata(route)
                .RequirePolicy(Action)
                .OnListener(ListenerClass.Browser);
            if (route.IsFhir)
            {
                builder.WithFhirErrors();
            }
        }
    }

    private static Uri? ControlOf(IConfiguration configuration, string appId) => appId switch
    {
        "ledger" => LedgerEndpoint.Of(configuration),
        "identity" => WorkloadIdentityOptions.FromConfiguration(configuration).Endpoint,
        _ => PolicyEndpoint.Of(configuration),
    };

    private static async Task ForwardAsync(EdgeRoute route, HttpContext context, IHttpClientFactory clients)
    {
        if (context.Request.Query.Keys.Any(name => !route.Query.Contains(name)))
        {
            await ProblemAnswer.WriteAsync(context, Problem.Invalid);
            return;
        }

        using var request = new HttpRequestMessage(new HttpMethod(route.Method), Target(route, context));
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
        {
            request.Content = new StreamContent(context.Request.Body);
        }

        context.Request.Headers.CopyTo(request);
        request.Options.Set(CallCredentialsHandler.UserToken, EdgeSession.Of(context).UserToken);
        using var client = clients.CreateClient(route.AppId);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        answer.CopyTo(context.Response);
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    /// <summary>Written from the table and the values that routing found, so that nothing of the client's spelling gets through.</summary>
    private static string Target(EdgeRoute route, HttpContext context)
    {
        var target = new StringBuilder();
        foreach (var segment in route.CalleePattern.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            target.Append('/').Append(segment is ['{', .. var name, '}'] ? Uri.EscapeDataString((string)context.Request.RouteValues[name]!) : segment);
        }

        return target.Append(context.Request.QueryString.Value).ToString();
    }
}
