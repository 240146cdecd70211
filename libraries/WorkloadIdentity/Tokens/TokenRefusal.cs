namespace Platform.WorkloadIdentity;

/// <summary>Why a token or its proof was refused. For the audit and the logs only: an answer never carries it.</summary>
public enum TokenRefusalReason
{
    /// <summary>No token was presented.</summary>
    Missing,

    /// <summary>Not a compact JWS with `alg` ES256, or not strict JSON.</summary>
    Malformed,

    /// <summary>The header names a key by `jku`, `x5u`, `x5c` or `jwk`.</summary>
    KeyInHeader,

    /// <summary>`typ` is not `at+jwt`.</summary>
    Type,

    /// <summary>`kid` is missing or unknown.</summary>
    UnknownKey,

    /// <summary>The signature is not by the key that `kid` names.</summary>
    Signature,

    /// <summary>`iss` is another issuer.</summary>
    Issuer,

    /// <summary>`aud` is missing, several, or another audience.</summary>
    Audience,

    /// <summary>`exp` is over.</summary>
    Expired,

    /// <summary>`nbf` or `iat` lies in the future.</summary>
    NotYetValid,

    /// <summary>It lives longer than its kind may.</summary>
    Lifetime,

    /// <summary>Its user, sign-in, role or signing key was revoked.</summary>
    Revoked,

    /// <summary>A required claim is missing or malformed.</summary>
    Claim,

    /// <summary>A user's token that was not exchanged for this call: it has no acting workload.</summary>
    NotExchanged,

    /// <summary>There is no proof of possession, or several.</summary>
    ProofMissing,

    /// <summary>The proof is not a compact JWS of its type, or lacks a claim.</summary>
    ProofMalformed,

    /// <summary>`x5c` does not hold a valid SVID.</summary>
    ProofChain,

    /// <summary>The proof's identity is not the one that acts in the token.</summary>
    ProofIdentity,

    /// <summary>The proof's key is not the one that the token is bound to.</summary>
    ProofKey,

    /// <summary>The proof's signature does not verify.</summary>
    ProofSignature,

    /// <summary>`htm` is another method.</summary>
    ProofMethod,

    /// <summary>`htu` is another address.</summary>
    ProofTarget,

    /// <summary>`ath` is another token's hash.</summary>
    ProofToken,

    /// <summary>`iat` is too old or in the future.</summary>
    ProofTime,

    /// <summary>`jti` was seen before.</summary>
    ProofReplayed,

    /// <summary>No signing keys are known yet.</summary>
    KeysUnavailable,

    /// <summary>There is no list of revocations, or none that is recent enough.</summary>
    RevocationsUnavailable,

    /// <summary>The replay cache is full; refusing is safer than forgetting.</summary>
    ReplayCacheFull,
}

/// <summary>What kind of answer a refusal calls for.</summary>
public enum TokenRefusalKind
{
    /// <summary>401, `error="invalid_token"`.</summary>
    InvalidToken,

    /// <summary>401, `error="invalid_dpop_proof"`.</summary>
    InvalidProof,

    /// <summary>503: this side cannot judge now.</summary>
    Unavailable,
}

/// <summary>A refusal, with what is known for the audit.</summary>
/// <param name="Reason">The first check that failed.</param>
/// <param name="TokenId">`jti` of the token when its signature was proven.</param>
public sealed record TokenRefusal(TokenRefusalReason Reason, string? TokenId = null)
{
    /// <summary>The answer that it calls for.</summary>
    public TokenRefusalKind Kind => Reason switch
    {
        TokenRefusalReason.KeysUnavailable or TokenRefusalReason.RevocationsUnavailable or TokenRefusalReason.ReplayCacheFull => TokenRefusalKind.Unavailable,
        >= TokenRefusalReason.ProofMissing and <= TokenRefusalReason.ProofReplayed => TokenRefusalKind.InvalidProof,
        _ => TokenRefusalKind.InvalidToken,
    };

    /// <summary>The value of `WWW-Authenticate`, which tells no more than the kind.</summary>
    public string Challenge => Kind == TokenRefusalKind.InvalidProof
        ? "DPoP error=\"invalid_dpop_proof\", algs=\"ES256\""
        : Reason == TokenRefusalReason.Missing ? "DPoP algs=\"ES256\"" : "DPoP error=\"invalid_token\", algs=\"ES256\"";
}
