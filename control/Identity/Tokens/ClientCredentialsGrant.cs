namespace Platform.Identity.Tokens;

/// <summary>A workload acting for itself; its SVID is the credential.</summary>
public sealed class ClientCredentialsGrant(TokenIssuer issuer)
{
    /// <summary>Issues.</summary>
    /// <exception cref="TokenRequestRefusedException">The caller may not call the audience.</exception>
    public TokenAnswer Issue(TokenRequest request)
    {
        var audience = request.Required("audience");
        if (!CallGrants.Allows(request.Caller.AppId, audience))
        {
            throw new TokenRequestRefusedException("invalid_target", $"{request.Caller} may not call {audience}");
        }

        var token = issuer.ForWorkload(request.Caller, audience, request.CallerKeyThumbprint, request.Lifetime(TokenIssuer.CallLifetime));
        return new TokenAnswer(token.Value, token.ExpiresInSeconds);
    }
}
