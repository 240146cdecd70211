using Microsoft.AspNetCore.Http;
using Platform.Rego.AspNetCore;
using Platform.WorkloadIdentity;

namespace Platform.ServiceDefaults;

/// <summary>Authenticates a caller by its exchanged token and its proof of possession. No other header says anything about who calls.</summary>
internal sealed class SidecarCallers(AccessTokenValidator validator, WorkloadIdentityOptions identity)
{
    public async ValueTask<CallerOutcome> AuthenticateAsync(HttpContext context, CancellationToken cancellation)
    {
        var credentials = CallCredentials.Of(context);
        var validation = await validator.ValidateAsync(credentials.Token, credentials.Proof, context.Request.Method, credentials.Path, identity.AppId);
        if (validation.IsValid)
        {
            // On a control listener the connection has an owner of its own: a token of somebody else was stolen or lent.
            if (context.Features.Get<MutualTlsPeer>() is { } peer && peer.Id != validation.Caller.Actor)
            {
                return CallerOutcome.Refused("PeerIsNotActor", new TokenRefusal(TokenRefusalReason.Claim, validation.Caller.TokenId).Challenge);
            }

            context.Features.Set(validation.Caller);
            return CallerOutcome.From(ToPolicy(validation.Caller, TransportOf(context)));
        }

        return validation.Refusal.Kind == TokenRefusalKind.Unavailable
            ? CallerOutcome.CannotCheck(validation.Refusal.Reason.ToString())
            : CallerOutcome.Refused(validation.Refusal.Reason.ToString(), validation.Refusal.Challenge);
    }

    private static PolicyCaller ToPolicy(ValidatedCaller caller, string transport) => new(
        caller.Subject is { } user ? new PolicySubject(user.Id, user.Roles, user.Organisation, user.Acr, user.AuthTime) : null,
        caller.Actor.ToString(),
        caller.TokenId,
        transport);

    private static string TransportOf(HttpContext context) => context.Features.Get<ConnectionListener>()?.Class switch
    {
        ListenerClass.Browser => "edge",
        ListenerClass.Control => "control",
        _ => "sidecar",
    };
}
