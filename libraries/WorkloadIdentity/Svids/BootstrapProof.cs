using System.Security.Cryptography;

namespace Platform.WorkloadIdentity;

/// <summary>The one-time proof with which a process gets its first SVID: a JWT `typ: proof+jwt` signed with the AppHost's proof key.</summary>
public sealed record BootstrapProof(SpiffeId Subject, string Process, string ProofId, DateTimeOffset ExpiresAt)
{
    /// <summary>How long a proof may be used.</summary>
    /// <value>10 minutes.</value>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const string TypeName = "proof+jwt";
    private static readonly TimeSpan s_skew = TimeSpan.FromSeconds(30);

    /// <summary>Makes a proof. Whoever holds the key can become any workload, so it never leaves the AppHost's state folder.</summary>
    public static string Mint(ECDsa key, SpiffeId subject, string process, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return CompactJws.Sign(key, TypeName, static _ => { }, claims =>
        {
            claims.WriteString("sub", subject.ToString());
            claims.WriteString("process", process);
            claims.WriteString("jti", Guid.NewGuid().ToString("N"));
            claims.WriteNumber("iat", now.ToUnixTimeSeconds());
            claims.WriteNumber("exp", (now + Lifetime).ToUnixTimeSeconds());
        });
    }

    /// <summary>Reads a proof signed with <paramref name="key"/>; null when it is not one, or not valid now. That it was not used before is for the issuer to check.</summary>
    public static BootstrapProof? Validate(string? text, ECDsa key, TimeProvider clock)
    {
        if (!CompactJws.TryParse(text, out var jws) || jws.Type != TypeName || !jws.Verify(key)
            || !SpiffeId.TryParse(CompactJws.Text(jws.Payload, "sub"), out var subject)
            || CompactJws.Text(jws.Payload, "process") is not { Length: > 0 } process
            || CompactJws.Text(jws.Payload, "jti") is not { Length: > 0 and <= 64 } id
            || CompactJws.Time(jws.Payload, "iat") is not { } issued
            || CompactJws.Time(jws.Payload, "exp") is not { } expires)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        return issued <= now + s_skew && expires > now - s_skew && expires - issued <= Lifetime ? new BootstrapProof(subject, process, id, expires) : null;
    }
}
