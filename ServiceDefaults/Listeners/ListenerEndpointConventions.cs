using Microsoft.AspNetCore.Builder;
using Platform.Rego.AspNetCore;

namespace Platform.ServiceDefaults;

/// <summary>What a route says about where, and to which workloads, it answers.</summary>
public static class ListenerEndpointConventions
{
    /// <summary>The route answers on these listeners only; on any other it is not there.</summary>
    public static TBuilder OnListener<TBuilder>(this TBuilder builder, ListenerClass classes)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(new ListenerBinding(classes)));
        return builder;
    }

    /// <summary>
    /// Labels the route <see cref="RouteLabel.Bootstrap"/> and compiles in who may call it over mutual TLS.
    /// A bootstrap route without this list keeps the process from starting.
    /// </summary>
    /// <param name="builder">The route.</param>
    /// <param name="appIds">App-ids of the platform's own trust domain and namespace; at least one.</param>
    public static TBuilder RequireWorkloads<TBuilder>(this TBuilder builder, params string[] appIds)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentOutOfRangeException.ThrowIfZero(appIds.Length, nameof(appIds));
        builder.Add(endpoint => endpoint.Metadata.Add(new WorkloadList(appIds)));
        return builder.WithRouteLabel(RouteLabel.Bootstrap);
    }
}
