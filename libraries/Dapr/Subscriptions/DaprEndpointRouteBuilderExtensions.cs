using Dapr;
using Dapr.Subscriptions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>The route by which a sidecar learns the subscriptions. The names are Dapr.AspNetCore's.</summary>
public static class DaprEndpointRouteBuilderExtensions
{
    /// <summary>Maps `GET dapr/subscribe`: the topics of all routes, grouped by component and topic.</summary>
    /// <exception cref="InvalidOperationException">When asked: a topic has two default routes, so that a message would have two readers.</exception>
    public static IEndpointConventionBuilder MapSubscribeHandler(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        return endpoints.MapGet("dapr/subscribe", (EndpointDataSource sources) => Results.Json(Describe(sources.Endpoints)));
    }

    internal static IReadOnlyList<Subscription> Describe(IReadOnlyList<Endpoint> endpoints) =>
    [
        .. endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => endpoint.Metadata.GetOrderedMetadata<ITopicMetadata>().Select(topic => (Path: PathOf(endpoint), Topic: topic)))
            .GroupBy(found => (found.Topic.PubsubName, found.Topic.Name))
            .Select(group => Describe(group.Key.PubsubName, group.Key.Name, [.. group])),
    ];

    private static Subscription Describe(string pubsubName, string topic, IReadOnlyList<(string Path, ITopicMetadata Topic)> routes)
    {
        var defaults = routes.Where(route => string.IsNullOrEmpty(route.Topic.Match)).Select(route => route.Path).Distinct().ToArray();
        if (defaults.Length > 1)
        {
            throw new InvalidOperationException($"topic '{topic}' of '{pubsubName}' has {defaults.Length} default routes: {string.Join(", ", defaults)}");
        }

        var rules = routes.Where(route => !string.IsNullOrEmpty(route.Topic.Match)).OrderBy(route => route.Topic.Priority)
            .Select(route => new SubscriptionRule(route.Topic.Match!, route.Path)).ToArray();
        var raw = routes.Any(route => route.Topic is IRawTopicMetadata { EnableRawPayload: true });
        return new Subscription(
            pubsubName,
            topic,
            rules.Length == 0 ? defaults.SingleOrDefault() : null,
            rules.Length == 0 ? null : new SubscriptionRoutes(rules, defaults.SingleOrDefault()),
            raw ? new Dictionary<string, string> { ["rawPayload"] = "true" } : null);
    }

    private static string PathOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText?.TrimStart('/');
}
