using Platform.WorkloadIdentity;

namespace Platform.Identity.Tokens;

/// <summary>RFC 8693: a token that was issued to the caller, exchanged for one that lets the caller act for the same user at one callee.</summary>
public sealed class TokenExchangeGrant(AccessTokenReader reader, TokenIssuer issuer)
{
    /// <summary>The grant type.</summary>
    public const string GrantType = "urn:ietf:params:oauth:grant-type:token-exchange";

    private const string AccessTokenType = "urn:ietf:params:oauth:token-type:access_token";

    /// <summary>Exchanges.</summary>
    /// <exception cref="TokenRequestRefusedException">The subject token is not one for this caller, or the caller may not call the audience.</exception>
    public TokenAnswer Exchange(TokenRequest request)
    {
        var audience = request.Required("audience");
        if (!CallGrants.Allows(request.Caller.AppId, audience))
        {
            throw new TokenRequestRefusedException("invalid_target", $"{request.Caller} may not call {audience}");
        }

        if (request.Form["subject_token_type"] is not ([] or [AccessTokenType]) || request.Form.ContainsKey("actor_token"))
        {
            throw new TokenRequestRefusedException("invalid_request", "only access tokens are exchanged, and the actor is the caller");
        }

        var atEdge = CallGrants.IsEdge(request.Caller.AppId);
        var (subject, refusal) = reader.Read(
            request.Required("subject_token"), request.Caller.AppId, atEdge ? TokenIssuer.UserLifetime : TokenIssuer.CallLifetime);
        if (subject is null)
        {
            throw new TokenRequestRefusedException("invalid_grant", $"the subject token was refused: {refusal!.Reason}");
        }

        // At the edge a user's own token comes in; further inside only one that was exchanged already.
        if (atEdge != (subject.Actor is null) || SpiffeId.TryParse(subject.Subject, out _))
        {
            throw new TokenRequestRefusedException("invalid_grant", "the subject token is not a user's token for this caller");
        }

        var token = issuer.Exchanged(subject, request.Caller, audience, request.CallerKeyThumbprint, request.Lifetime(TokenIssuer.CallLifetime));
        return new TokenAnswer(token.Value, token.ExpiresInSeconds, IssuedTokenType: AccessTokenType);
    }
}
