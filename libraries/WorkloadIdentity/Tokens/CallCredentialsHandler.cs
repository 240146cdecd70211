using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;

namespace Platform.WorkloadIdentity;

/// <summary>
/// Attaches `Authorization: DPoP` and the proof to each call to one app. On behalf of the person whose call is being served, if there is one; otherwise
/// the workload acts for itself. Belongs outside the handler that rewrites the address for the sidecar: it must see the path that the app receives.
/// </summary>
/// <param name="appId">The callee.</param>
/// <param name="tokens">Source of tokens.</param>
/// <param name="proofs">Source of proofs.</param>
/// <param name="accessor">The call being served; null in a background job.</param>
public sealed class CallCredentialsHandler(string appId, TokenClient tokens, ProofOfPossession proofs, IHttpContextAccessor? accessor = null) : DelegatingHandler
{
    /// <summary>Set it on a request to call on behalf of this token (the gateway does) instead of the caller being served.</summary>
    public static readonly HttpRequestOptionsKey<string> UserToken = new("platform.user-token");

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await TokenAsync(request, cancellationToken);
        var path = request.RequestUri?.AbsolutePath ?? throw new InvalidOperationException("the request has no address");
        request.Headers.Authorization = new AuthenticationHeaderValue("DPoP", token.Value);
        request.Headers.Remove("DPoP");
        request.Headers.TryAddWithoutValidation("DPoP", proofs.Create(token, request.Method.Method, appId, path));
        return await base.SendAsync(request, cancellationToken);
    }

    private Task<BoundToken> TokenAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Options.TryGetValue(UserToken, out var userToken))
        {
            return tokens.ExchangeAsync(userToken, appId, cancellationToken);
        }

        return accessor?.HttpContext?.Features.Get<ValidatedCaller>() is { } caller
            ? tokens.ExchangeAsync(caller, appId, cancellationToken)
            : tokens.WorkloadTokenAsync(appId, cancellationToken);
    }
}
