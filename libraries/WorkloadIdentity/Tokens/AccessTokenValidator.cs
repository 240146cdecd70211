namespace Platform.WorkloadIdentity;

/// <summary>
/// Validates a call between workloads: an exchanged (or a workload's own) access token for this audience, and a proof of possession by the SVID of
/// the workload that acts in it. A user's token that was not exchanged is refused.
/// </summary>
public sealed class AccessTokenValidator(
    SigningKeySet keys, RevocationList revocations, SvidValidation svids, ReplayCache replays, WorkloadIdentityOptions options, TimeProvider clock)
{
    /// <summary>The longest life of a token between workloads.</summary>
    /// <value>5 minutes.</value>
    public static readonly TimeSpan MaxLifetime = TimeSpan.FromMinutes(5);

    private readonly AccessTokenReader _reader = new(keys, revocations, options, clock);
    private readonly ProofSigners _signers = new(svids, clock);
    private readonly ProofVerification _proofs = new(replays, options, clock);

    /// <summary>Validates; each proof is accepted once.</summary>
    /// <param name="token">From `Authorization: DPoP`.</param>
    /// <param name="proof">From the one `DPoP` header.</param>
    /// <param name="method">The method as received.</param>
    /// <param name="path">The path as received, escapes included, without query.</param>
    /// <param name="audience">This app-id.</param>
    public TokenValidation Validate(string? token, string? proof, string method, string path, string audience)
    {
        var (claims, refusal) = _reader.Read(token, audience, MaxLifetime);
        if (claims is null)
        {
            return new TokenValidation(null, refusal);
        }

        var reason = Acting(claims, out var actor) ?? CheckProof(claims, token!, proof, method, ProofOfPossession.Target(audience, path), actor!);
        return reason is null
            ? new TokenValidation(Caller(claims, actor!, token!), null)
            : new TokenValidation(null, new TokenRefusal(reason.Value, claims.TokenId));
    }

    /// <summary>As <see cref="Validate"/>; kept asynchronous so that a validator that must ask elsewhere can take its place.</summary>
    public ValueTask<TokenValidation> ValidateAsync(string? token, string? proof, string method, string path, string audience) =>
        ValueTask.FromResult(Validate(token, proof, method, path, audience));

    private TokenRefusalReason? Acting(AccessTokenClaims claims, out SpiffeId? actor)
    {
        actor = claims.Actor;
        if (actor is null && !SpiffeId.TryParse(claims.Subject, out actor))
        {
            return TokenRefusalReason.NotExchanged;
        }

        return actor.TrustDomain == options.TrustDomain ? null : TokenRefusalReason.Claim;
    }

    private TokenRefusalReason? CheckProof(AccessTokenClaims claims, string token, string? text, string method, string target, SpiffeId actor)
    {
        if (string.IsNullOrEmpty(text))
        {
            return TokenRefusalReason.ProofMissing;
        }

        if (!CompactJws.TryParse(text, out var proof) || proof.Type != ProofVerification.TypeName || proof.Header.TryGetProperty("jwk", out _))
        {
            return TokenRefusalReason.ProofMalformed;
        }

        if (_signers.Find(proof.Header) is not { } signer)
        {
            return TokenRefusalReason.ProofChain;
        }

        return signer.Id != actor ? TokenRefusalReason.ProofIdentity
            : signer.KeyThumbprint != claims.KeyThumbprint ? TokenRefusalReason.ProofKey
            : !signer.Key.Verify(proof) ? TokenRefusalReason.ProofSignature
            : _proofs.CheckClaims(proof, token, method, target, claims.KeyThumbprint);
    }

    private static ValidatedCaller Caller(AccessTokenClaims claims, SpiffeId actor, string token) =>
        new(
            claims.Actor is null ? null : new CallerSubject(claims.Subject, claims.Roles, claims.Organisation, claims.Acr, claims.AuthTime),
            actor,
            claims.TokenId,
            claims.SessionId,
            claims.ExpiresAt) { Token = token };
}
