using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Platform.Rego.AspNetCore;

/// <summary>All routes of a service with what each is bound to.</summary>
public sealed class RouteInventory
{
    private ICollection<EndpointDataSource> sources = [];

    /// <summary>Whether the enforcement point stands in the pipeline.</summary>
    public bool Enforced { get; private set; }

    /// <summary>One entry for each method of each route.</summary>
    public IReadOnlyList<InventoriedRoute> Routes =>
    [
        .. Endpoints().SelectMany(endpoint => Methods(endpoint).Select(method =>
            new InventoriedRoute(method, "/" + endpoint.RoutePattern.RawText?.TrimStart('/'), EndpointBinding.Of(endpoint), endpoint))),
    ];

    /// <summary>One sentence for each route that must keep the service from starting.</summary>
    internal IEnumerable<string> Faults(ResourceFactsTable facts)
    {
        foreach (var route in Routes)
        {
            if (route.Binding.Fault is { } fault)
            {
                yield return $"{route.Method} {route.Pattern} {fault}";
            }
            else if (route.Binding.Action is { } action && !facts.Has(action))
            {
                yield return $"{route.Method} {route.Pattern} is bound to {action}, for which no facts are registered";
            }
        }
    }

    internal void Watch(ICollection<EndpointDataSource> dataSources)
    {
        Enforced = true;
        sources = dataSources;
    }

    private IEnumerable<RouteEndpoint> Endpoints() => sources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    private static IReadOnlyList<string> Methods(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["*"];
}
