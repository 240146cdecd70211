using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults.Browser;
using Platform.WorkloadIdentity;

namespace Platform.Dashboard.Callers;

/// <summary>
/// Authenticates people by the session cookie, whose token was made for the dashboard and never leaves the server. Tokens in headers are refused: a script has
/// its door at the gateway.
/// </summary>
internal sealed class DashboardCallers(AccessTokenReader tokens, WorkloadIdentityOptions identity)
{
    /// <summary>The session. The gateway, which is another port of the same host, has its own.</summary>
    public const string CookieName = "__Host-dashboard";

    private static readonly TimeSpan s_tokenLifetimeMax = TimeSpan.FromMinutes(15);

    public async ValueTask<CallerOutcome> AuthenticateAsync(HttpContext context, CancellationToken cancellation)
    {
        if (context.Request.Headers.Authorization.Count > 0 || context.Request.Headers.ContainsKey("DPoP"))
        {
            return CallerOutcome.Refused("TokenInHeader");
        }

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
        if (claims.Actor is not null || SpiffeId.TryParse(claims.Subject, out _))
        {
            return Refused(new TokenRefusal(TokenRefusalReason.Claim, claims.TokenId));
        }

        var subject = new PolicySubject(claims.Subject, claims.Roles, claims.Organisation, claims.Acr, claims.AuthTime);
        var caller = new PolicyCaller(subject, identity.Id.ToString(), claims.TokenId, "edge");
        context.Features.Set(new Visitor(caller, token));
        return CallerOutcome.From(caller);
    }

    private static CallerOutcome Refused(TokenRefusal refusal) => refusal.Kind == TokenRefusalKind.Unavailable
        ? CallerOutcome.CannotCheck(refusal.Reason.ToString())
        : CallerOutcome.Refused(refusal.Reason.ToString(), refusal.Challenge);
}
