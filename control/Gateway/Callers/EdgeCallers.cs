using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults.Browser;
using Platform.WorkloadIdentity;

namespace Platform.Gateway.Callers;

/// <summary>
/// Authenticates users: scripts by a token bound to a key of their own and a proof by it, browsers by the session cookie, whose token never leaves the
/// server. A request with both is refused, because two readers could take it for two people's.
/// </summary>
internal sealed class EdgeCallers(AccessTokenReader tokens, KeyProofValidator proofs, WorkloadIdentityOptions identity)
{
    /// <summary>The session of a browser.</summary>
    public const string CookieName = "__Host-session";

    private static readonly TimeSpan s_tokenLifetimeMax = TimeSpan.FromMinutes(15);

    public async ValueTask<CallerOutcome> AuthenticateAsync(HttpContext context, CancellationToken cancellation)
    {
        var isScript = context.Request.Headers.Authorization.Count > 0 || context.Request.Headers.ContainsKey("DPoP");
        var hasCookie = context.Request.Cookies.ContainsKey(CookieName);
        return (isScript, hasCookie) switch
        {
            (true, true) => CallerOutcome.Refused("TwoCredentials"),
            (true, false) => Script(context),
            (false, true) => await BrowserAsync(context),
            _ => CallerOutcome.Refused(nameof(TokenRefusalReason.Missing), new TokenRefusal(TokenRefusalReason.Missing).Challenge),
        };
    }

    private CallerOutcome Script(HttpContext context)
    {
        var credentials = CallCredentials.Of(context);
        var (claims, refusal) = tokens.Read(credentials.Token, identity.AppId, s_tokenLifetimeMax);
        if (claims is null)
        {
            return Refused(refusal!);
        }

        var (_, proofRefusal) = proofs.Validate(
            credentials.Proof, credentials.Token, context.Request.Method, ProofOfPossession.Target(identity.AppId, credentials.Path), claims.KeyThumbprint);
        return proofRefusal is { } reason ? Refused(new TokenRefusal(reason, claims.TokenId)) : Accepted(context, claims, credentials.Token!);
    }

    private async ValueTask<CallerOutcome> BrowserAsync(HttpContext context)
    {
        var session = await context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        if (!session.Succeeded || session.Properties?.GetTokenValue("access_token") is not { } token)
        {
            return CallerOutcome.Refused("Session");
        }

        if (!SameOrigin.Allows(context.Request))
        {
            return CallerOutcome.Refused("CrossOrigin");
        }

        var (claims, refusal) = tokens.Read(token, identity.AppId, s_tokenLifetimeMax);
        return claims is null ? Refused(refusal!) : Accepted(context, claims, token);
    }

    private CallerOutcome Accepted(HttpContext context, AccessTokenClaims claims, string token)
    {
        // Only a person's own token opens the edge: an exchanged one belongs to a workload, and a workload has no business here.
        if (claims.Actor is not null || SpiffeId.TryParse(claims.Subject, out _))
        {
            return Refused(new TokenRefusal(TokenRefusalReason.Claim, claims.TokenId));
        }

        context.Features.Set(new EdgeSession(token));
        var subject = new PolicySubject(claims.Subject, claims.Roles, claims.Organisation, claims.Acr, claims.AuthTime);
        return CallerOutcome.From(new PolicyCaller(subject, identity.Id.ToString(), claims.TokenId, "edge"));
    }

    private static CallerOutcome Refused(TokenRefusal refusal) => refusal.Kind == TokenRefusalKind.Unavailable
        ? CallerOutcome.CannotCheck(refusal.Reason.ToString())
        : CallerOutcome.Refused(refusal.Reason.ToString(), refusal.Challenge);
}
