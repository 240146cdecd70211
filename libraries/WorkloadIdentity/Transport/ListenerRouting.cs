using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Platform.WorkloadIdentity;

/// <summary>Ties routes to listeners: a route answers on its own listeners and is 404 on every other one, also on one that was never marked.</summary>
public static class ListenerRouting
{
    /// <summary>Marks the connections of a listener.</summary>
    public static void Mark(this ListenOptions listen, ListenerKind kind)
    {
        var feature = new ListenerFeature(kind);
        listen.Use(next => connection =>
        {
            connection.Features.Set(feature);
            return next(connection);
        });
    }

    /// <summary>The listener that a request came in on; null when it was not marked.</summary>
    public static ListenerKind? Listener(this HttpContext context) => context.Features.Get<ListenerFeature>()?.Kind;

    /// <summary>Lets a route (or group) answer on these listeners only.</summary>
    public static TBuilder OnListener<TBuilder>(this TBuilder builder, params ListenerKind[] kinds) where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(new ListenerRequirement(kinds)));
        builder.Finally(endpoint =>
        {
            var handler = endpoint.RequestDelegate;
            endpoint.RequestDelegate = context =>
            {
                if (handler is not null && context.Listener() is { } kind && kinds.Contains(kind))
                {
                    return handler(context);
                }

                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            };
        });
        return builder;
    }

    /// <summary>The identity that mutual TLS proved for this connection.</summary>
    /// <exception cref="InvalidOperationException">The route is not on a mutual TLS listener.</exception>
    public static SpiffeId RequirePeer(this HttpContext context) =>
        context.Features.Get<MutualTlsPeer>()?.Id ?? throw new InvalidOperationException("this route needs a mutual TLS listener");

    private sealed record ListenerFeature(ListenerKind Kind);
}
