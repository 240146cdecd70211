using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;
using Platform.Sidecar.Access;
using Platform.WorkloadIdentity;

namespace Platform.Sidecar.Invocation;

/// <summary>The two halves of a call: outwards from the app to a peer, inwards from a peer to the app. A refusal says nothing about why.</summary>
internal sealed partial class InvocationApi(
    Peers peers, AppChannel app, AccessControl access, Forwarder forwarder, WorkloadIdentityOptions identity, ILogger<InvocationApi> logger)
{
    private const string AppIdHeader = "dapr-app-id";

    /// <summary>`/v1.0/invoke/{app-id}/method/{path}`.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var appId = (string?)context.Request.RouteValues["appId"] ?? "";
        var prefix = $"/v1.0/invoke/{appId}/method";
        var target = CallCredentials.Of(context).Path;

        // The router decodes and ignores case; what is called is only what was written in the one spelling.
        var other = context.Request.Headers[AppIdHeader];
        if (!target.StartsWith(prefix, StringComparison.Ordinal) || target.AsSpan(prefix.Length) is not ("" or ['/', ..]) || (other.Count > 0 && other != appId))
        {
            return ProblemAnswer.WriteAsync(context, Problem.Ambiguous);
        }

        return OutwardsAsync(context, appId, target.Length == prefix.Length ? "/" : target[prefix.Length..]);
    }

    /// <summary>Any other path: with the header `dapr-app-id` from the app, or from a peer.</summary>
    public Task AnyAsync(HttpContext context)
    {
        if (context.Features.Get<ConnectionListener>()?.Class == ListenerClass.Mesh)
        {
            return InwardsAsync(context, MutualTlsPeer.Of(context), CallCredentials.Of(context).Path);
        }

        return context.Request.Headers[AppIdHeader] is [{ Length: > 0 } appId]
            ? OutwardsAsync(context, appId, CallCredentials.Of(context).Path)
            : ProblemAnswer.WriteAsync(context, Problem.NotFound);
    }

    private Task OutwardsAsync(HttpContext context, string appId, string path)
    {
        if (!ForwardedHeaders.AreUnambiguous(context.Request.Headers))
        {
            return ProblemAnswer.WriteAsync(context, Problem.Ambiguous);
        }

        if (appId == identity.AppId)
        {
            return InwardsAsync(context, identity.Id, path);
        }

        if (peers.Find(appId) is not { } peer)
        {
            LogEgressDenied(logger);
            return ProblemAnswer.WriteAsync(context, Problem.Denied);
        }

        return forwarder.ForwardAsync(context, peer, new Uri(peer.BaseAddress!, path).AbsoluteUri);
    }

    private Task InwardsAsync(HttpContext context, SpiffeId caller, string path)
    {
        if (!ForwardedHeaders.AreUnambiguous(context.Request.Headers))
        {
            return ProblemAnswer.WriteAsync(context, Problem.Ambiguous);
        }

        if (!app.Exists || !access.Allows(caller, context.Request.Method, path))
        {
            LogDenied(logger, caller, context.Request.Method);
            return ProblemAnswer.WriteAsync(context, Problem.Denied);
        }

        return app.CallAsync(context, caller, path);
    }

    [LoggerMessage(1, LogLevel.Warning, "egress.deny: a call to something that is not a peer was refused")]
    private static partial void LogEgressDenied(ILogger logger);

    [LoggerMessage(2, LogLevel.Warning, "authz.deny: {Caller} may not {Method} that path")]
    private static partial void LogDenied(ILogger logger, SpiffeId caller, string method);
}
