using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Platform.WorkloadIdentity;

/// <summary>The part of a proof's check that is the same for a workload's key (`x5c`) and a script's key (`jwk`): RFC 9449 §4.3.</summary>
internal sealed class ProofVerification(ReplayCache replays, WorkloadIdentityOptions options, TimeProvider clock)
{
    public const string TypeName = "dpop+jwt";

    /// <summary>How old a proof may be; with the skew it is also how long its id is remembered.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(60);

    /// <summary>Checks the claims of a proof whose signature was verified, and uses it up.</summary>
    public TokenRefusalReason? CheckClaims(CompactJws proof, string? token, string method, string target, string keyThumbprint)
    {
        if (CompactJws.Text(proof.Payload, "jti") is not { Length: > 0 and <= 128 } id || CompactJws.Time(proof.Payload, "iat") is not { } issued)
        {
            return TokenRefusalReason.ProofMalformed;
        }

        if (CompactJws.Text(proof.Payload, "htm") != method)
        {
            return TokenRefusalReason.ProofMethod;
        }

        if (CompactJws.Text(proof.Payload, "htu") != target)
        {
            return TokenRefusalReason.ProofTarget;
        }

        if (token is not null && CompactJws.Text(proof.Payload, "ath") != HashOf(token))
        {
            return TokenRefusalReason.ProofToken;
        }

        var now = clock.GetUtcNow();
        return issued > now + options.ClockSkew || issued < now - MaxAge - options.ClockSkew
            ? TokenRefusalReason.ProofTime
            : replays.TryUse(keyThumbprint, id, issued + MaxAge + options.ClockSkew);
    }

    public static string HashOf(string token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.ASCII.GetBytes(token), hash);
        return Base64Url.EncodeToString(hash);
    }
}
