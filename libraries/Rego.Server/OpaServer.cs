using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Platform.Rego.Server;

/// <summary>
/// OPA's REST API over the managed engine (https://www.openpolicyagent.org/docs/rest-api): data, query, policies, batch, health, config, status, metrics. Not
/// there: <c>/v1/compile</c>, explanations in answers, YAML bodies.
/// </summary>
public static class OpaServer
{
    /// <summary>The version that provenance and labels show.</summary>
    public static string Version { get; } = typeof(OpaServer).Assembly.GetName().Version!.ToString(3);

    /// <summary>Maps the whole API.</summary>
    /// <param name="routes">Where to.</param>
    /// <param name="store">The policies and data.</param>
    /// <param name="options">How to answer; the defaults if null.</param>
    public static IEndpointConventionBuilder MapOpa(this IEndpointRouteBuilder routes, PolicyStore store, OpaServerOptions? options = null)
    {
        var counts = new RequestCounts();
        var group = routes.MapGroup("");
        group.WithMetadata(options ?? new());

        Map("GET", "/v1/data/{**path}", "v1/data", DataEndpoint.GetAsync);
        Map("POST", "/v1/data/{**path}", "v1/data", DataEndpoint.PostAsync);
        Map("PUT", "/v1/data/{**path}", "v1/data", DataWriteEndpoint.PutAsync);
        Map("PATCH", "/v1/data/{**path}", "v1/data", DataWriteEndpoint.PatchAsync);
        Map("DELETE", "/v1/data/{**path}", "v1/data", DataWriteEndpoint.DeleteAsync);
        Map("POST", "/v0/data/{**path}", "v0/data", BareDataEndpoint.PostAsync);
        Map("POST", "/", "index", BareDataEndpoint.DefaultDecisionAsync);
        Map("POST", "/v1/batch/data/{**path}", "v1/batch", BatchEndpoint.PostAsync);
        Map("GET", "/v1/query", "v1/query", QueryEndpoint.GetAsync);
        Map("POST", "/v1/query", "v1/query", QueryEndpoint.PostAsync);
        Map("GET", "/v1/policies", "v1/policies", PolicyEndpoint.ListAsync);
        Map("GET", "/v1/policies/{**path}", "v1/policies", PolicyEndpoint.GetAsync);
        Map("PUT", "/v1/policies/{**path}", "v1/policies", PolicyEndpoint.PutAsync);
        Map("DELETE", "/v1/policies/{**path}", "v1/policies", PolicyEndpoint.DeleteAsync);
        Map("GET", "/v1/config", "v1/config", (http, _) => StatusEndpoints.ConfigAsync(http));
        Map("GET", "/v1/status", "v1/status", StatusEndpoints.StatusAsync);
        Map("GET", "/health", "health", (http, _) => StatusEndpoints.HealthAsync(http));
        Map("GET", "/health/{**path}", "health", StatusEndpoints.HealthRuleAsync);
        Map("GET", "/metrics", "metrics", (http, _) => counts.AnswerAsync(http));
        return group;

        void Map(string method, string pattern, string handler, Func<HttpContext, PolicyStore, Task> answer) =>
            group.MapMethods(pattern, [method], async http =>
            {
                var start = Stopwatch.GetTimestamp();
                try
                {
                    RawPath(http);
                    await AuthorizationFilter.DemandAsync(http, store);
                    await answer(http, store);
                }
                catch (OpaException refusal)
                {
                    await OpaAnswer.RefusalAsync(http, refusal);
                }

                counts.Add(handler, method.ToLowerInvariant(), http.Response.StatusCode, Stopwatch.GetElapsedTime(start));
            });
    }

    internal static OpaServerOptions GetOpaOptions(this HttpContext http) => http.GetEndpoint()!.Metadata.GetMetadata<OpaServerOptions>()!;

    /// <summary>The document or module that the request names. From the raw target: in a routed path <c>%2F</c> would already be a separator.</summary>
    internal static DataPath Path(HttpContext http)
    {
        var pattern = ((RouteEndpoint)http.GetEndpoint()!).RoutePattern.RawText!;
        var prefix = pattern.IndexOf("{**", StringComparison.Ordinal) - 1;
        return DataPath.Parse(RawPath(http)[prefix..]);
    }

    /// <summary>The path as it was sent.</summary>
    /// <exception cref="OpaException">Routing has seen another path than the one that was sent, so that a policy could be asked about the wrong one.</exception>
    internal static string RawPath(HttpContext http)
    {
        var target = http.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var path = target.Split('?')[0];
        return path.StartsWith('/') && !path.Split('/').Any(part => Uri.UnescapeDataString(part) is "." or "..") ? path
            : throw OpaException.BadRequest("the path must be absolute, without . and .. in it");
    }
}
