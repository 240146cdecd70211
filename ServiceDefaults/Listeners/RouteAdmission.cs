using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Platform.Rego.AspNetCore;
using Platform.WorkloadIdentity;

namespace Platform.ServiceDefaults;

/// <summary>Runs after routing: a route answers only on its listeners, and a bootstrap route only to the workloads compiled into it.</summary>
internal sealed partial class RouteAdmission(RequestDelegate next, WorkloadIdentityOptions identity, ILogger<RouteAdmission> logger)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
        {
            return next(context);
        }

        var listener = context.Features.Get<ConnectionListener>()?.Class ?? ListenerClass.None;
        if ((ListenerBinding.Of(endpoint) & listener) == ListenerClass.None)
        {
            LogElsewhere(logger, endpoint.RoutePattern.RawText, listener);
            return ProblemAnswer.WriteAsync(context, Problem.NotFound);
        }

        if (EndpointBinding.Of(endpoint).Label == RouteLabel.Bootstrap && !Lists(endpoint, context))
        {
            LogNotListed(logger, endpoint.RoutePattern.RawText, context.Features.Get<MutualTlsPeer>()?.Id);
            return ProblemAnswer.WriteAsync(context, Problem.Denied);
        }

        return next(context);
    }

    private bool Lists(Endpoint endpoint, HttpContext context) =>
        context.Features.Get<MutualTlsPeer>() is { } peer
        && endpoint.Metadata.GetMetadata<WorkloadList>() is { } list
        && list.AppIds.Any(appId => identity.IdOf(appId) == peer.Id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Route} was asked for on the {Listener} listener, where it is not")]
    private static partial void LogElsewhere(ILogger logger, string? route, ListenerClass listener);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Route} refused the workload {Peer}")]
    private static partial void LogNotListed(ILogger logger, string? route, SpiffeId? peer);
}
