using System.Security.Cryptography;
using System.Text.Json;

namespace Platform.WorkloadIdentity;

/// <summary>Validates a proof by a key that travels in its own header (`jwk`, RFC 9449 §4.2): scripts have no SVID.</summary>
public sealed class KeyProofValidator(ReplayCache replays, WorkloadIdentityOptions options, TimeProvider clock)
{
    private readonly ProofVerification _proofs = new(replays, options, clock);

    /// <summary>The thumbprint of the key that signed the proof, or why it is refused; each proof is accepted once.</summary>
    /// <param name="proof">From the one `DPoP` header.</param>
    /// <param name="token">The token that `ath` must name; null where a token is only being asked for.</param>
    /// <param name="method">The method as received.</param>
    /// <param name="target">The address that `htu` must name.</param>
    /// <param name="boundTo">The key that the token is bound to; null where none is yet.</param>
    public (string? KeyThumbprint, TokenRefusalReason? Refusal) Validate(string? proof, string? token, string method, string target, string? boundTo)
    {
        if (string.IsNullOrEmpty(proof))
        {
            return (null, TokenRefusalReason.ProofMissing);
        }

        if (!CompactJws.TryParse(proof, out var jws) || jws.Type != ProofVerification.TypeName || HasOtherKey(jws.Header)
            || !jws.Header.TryGetProperty("jwk", out var jwk) || !JsonWebKeys.TryRead(jwk, out var key))
        {
            return (null, TokenRefusalReason.ProofMalformed);
        }

        using (key)
        {
            var thumbprint = JsonWebKeys.Thumbprint(key);
            var refusal = boundTo is not null && thumbprint != boundTo ? TokenRefusalReason.ProofKey
                : !jws.Verify(key) ? TokenRefusalReason.ProofSignature
                : _proofs.CheckClaims(jws, token, method, target, thumbprint);
            return refusal is null ? (thumbprint, null) : (null, refusal);
        }
    }

    private static bool HasOtherKey(JsonElement header) =>
        header.TryGetProperty("x5c", out _) || header.TryGetProperty("jku", out _) || header.TryGetProperty("x5u", out _);
}
