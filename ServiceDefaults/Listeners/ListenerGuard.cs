using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Platform.Rego.AspNetCore;
using Platform.WorkloadIdentity;

namespace Platform.ServiceDefaults;

/// <summary>
/// Who may speak on a listener at all: on the app listener only the own sidecar, on the sidecar's API only the own app, each by its token.
/// Without a configured token nobody may. Over mutual TLS nobody may whose SVID was revoked, whenever the connection was made.
/// </summary>
internal sealed partial class ListenerGuard(RequestDelegate next, IConfiguration configuration, RevocationList revocations, ILogger<ListenerGuard> logger)
{
    /// <summary>Dapr's header for both tokens.</summary>
    public const string TokenHeader = "dapr-api-token";

    private readonly byte[]? appToken = Bytes(configuration["APP_API_TOKEN"]);
    private readonly byte[]? sidecarToken = Bytes(configuration["DAPR_API_TOKEN"]);

    public Task InvokeAsync(HttpContext context)
    {
        var listener = context.Features.Get<ConnectionListener>()?.Class ?? ListenerClass.None;
        var admitted = listener switch
        {
            ListenerClass.App => Presents(context, appToken),
            ListenerClass.SidecarApi => Presents(context, sidecarToken),
            ListenerClass.None => false,
            _ => true,
        };
        if (admitted)
        {
            return context.Features.Get<MutualTlsPeer>() is { } peer ? AdmitAsync(context, peer) : next(context);
        }

        LogBypass(logger, listener);
        return ProblemAnswer.WriteAsync(context, Problem.Unauthenticated, challenge: TokenHeader);
    }

    private Task AdmitAsync(HttpContext context, MutualTlsPeer peer)
    {
        if (revocations.Current.RefusesSvid(peer.Id, peer.Serial, peer.NotBefore))
        {
            LogRevoked(logger, peer.Id, peer.Serial);
            return ProblemAnswer.WriteAsync(context, Problem.Unauthenticated);
        }

        return revocations.IsFresh ? next(context) : ProblemAnswer.WriteAsync(context, Problem.Unavailable);
    }

    private static bool Presents(HttpContext context, byte[]? token) =>
        token is not null
        && context.Request.Headers[TokenHeader] is [{ } presented]
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(presented)), token);

    // Hashes have one length, so that the comparison does not tell the token's.
    private static byte[]? Bytes(string? token) => string.IsNullOrEmpty(token) ? null : SHA256.HashData(Encoding.UTF8.GetBytes(token));

    [LoggerMessage(Level = LogLevel.Warning, Message = "identity.bypass: a request on the {Listener} listener without its token was refused")]
    private static partial void LogBypass(ILogger logger, ListenerClass listener);

    [LoggerMessage(Level = LogLevel.Warning, Message = "authn.fail: {Peer} came with the revoked certificate {Serial}")]
    private static partial void LogRevoked(ILogger logger, SpiffeId peer, string serial);
}
