using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Platform.WorkloadIdentity;

/// <summary>Checks a certificate against the rules of X509-SVID and this platform's profile: P-256, one trust domain, not on the list of revocations.</summary>
/// <remarks>
/// A chain that was built is remembered by the certificate's hash until it expires, at most <see cref="CacheSize"/> of them:
/// the lifetime and the revocations are checked anew each time, the signature is not.
/// Source: X509-SVID §2, §4, §5 and RFC 5280.
/// </remarks>
/// <param name="bundle">The authorities.</param>
/// <param name="trustDomain">The only trust domain that is accepted.</param>
/// <param name="clock">The clock.</param>
/// <param name="revocations">What was revoked; null where a process looks at its own SVID, or has no list yet because this is how it gets it.</param>
public sealed class SvidValidation(Func<TrustBundle> bundle, string trustDomain, TimeProvider clock, Func<RevocationSnapshot>? revocations = null)
{
    /// <summary>How many proven chains are remembered.</summary>
    public const int CacheSize = 256;

    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private SvidValidation? _unrevoked;
    private readonly ConcurrentDictionary<string, SpiffeId> _proven = new(StringComparer.Ordinal);

    /// <summary>Validates against a bundle that does not change.</summary>
    public SvidValidation(TrustBundle bundle, string trustDomain, TimeProvider clock) : this(() => bundle, trustDomain, clock)
    {
    }

    /// <summary>Validates a leaf now, or as of <paramref name="asOf"/> (signed messages are checked as of when they were signed).</summary>
    public SvidOutcome Validate(X509Certificate2 leaf, X509Certificate2Collection? intermediates = null, DateTimeOffset? asOf = null)
    {
        var time = asOf ?? clock.GetUtcNow();
        if (time < leaf.NotBefore.ToUniversalTime() || time >= leaf.NotAfter.ToUniversalTime())
        {
            return SvidOutcome.Refused(SvidRule.OutsideLifetime);
        }

        var key = leaf.GetCertHashString(HashAlgorithmName.SHA256);
        if (_proven.TryGetValue(key, out var known))
        {
            return Unrevoked(leaf, known);
        }

        var outcome = CheckLeaf(leaf);
        if (!outcome.IsValid)
        {
            return outcome;
        }

        if (!Chains(leaf, intermediates, time))
        {
            return SvidOutcome.Refused(SvidRule.Untrusted);
        }

        if (_proven.Count >= CacheSize)
        {
            _proven.Clear();
        }

        _proven[key] = outcome.Id;
        return Unrevoked(leaf, outcome.Id);
    }

    /// <summary>The same rules without the revocations: a server lets a connection be made and refuses each of its requests, so that those made before are refused too.</summary>
    public SvidValidation WithoutRevocations => revocations is null ? this : _unrevoked ??= new SvidValidation(bundle, trustDomain, clock);

    /// <summary>Whether an SVID that was valid before has been revoked since.</summary>
    /// <param name="id">The workload.</param>
    /// <param name="serial">The serial number in hexadecimal.</param>
    /// <param name="notBefore">When it began.</param>
    public bool IsRevoked(SpiffeId id, string serial, DateTimeOffset notBefore) => revocations?.Invoke().RefusesSvid(id, serial, notBefore) == true;

    private SvidOutcome Unrevoked(X509Certificate2 leaf, SpiffeId id) =>
        IsRevoked(id, leaf.SerialNumber, leaf.NotBefore.ToUniversalTime()) ? SvidOutcome.Refused(SvidRule.Revoked) : new SvidOutcome(id, null);

    /// <summary>Trusts the bundle only, and fetches nothing.</summary>
    internal X509ChainPolicy CreateChainPolicy(DateTimeOffset? asOf = null)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTime = (asOf ?? clock.GetUtcNow()).UtcDateTime,
        };
        policy.CustomTrustStore.AddRange(bundle().Authorities);
        return policy;
    }

    private SvidOutcome CheckLeaf(X509Certificate2 leaf)
    {
        if (SubjectAlternativeUris.Read(leaf) is not [var uri])
        {
            return SvidOutcome.Refused(SvidRule.NotExactlyOneUri);
        }

        if (!SpiffeId.TryParse(uri, out var id))
        {
            return SvidOutcome.Refused(SvidRule.NotSpiffeId);
        }

        if (id.TrustDomain != trustDomain)
        {
            return SvidOutcome.Refused(SvidRule.OtherTrustDomain);
        }

        return CheckExtensions(leaf) is { } broken ? SvidOutcome.Refused(broken)
            : IsP256(leaf) ? new SvidOutcome(id, null)
            : SvidOutcome.Refused(SvidRule.Key);
    }

    private static SvidRule? CheckExtensions(X509Certificate2 leaf)
    {
        var usage = X509KeyUsageFlags.None;
        foreach (var extension in leaf.Extensions)
        {
            switch (extension)
            {
                case X509BasicConstraintsExtension { CertificateAuthority: true }:
                    return SvidRule.CertificateAuthority;
                case X509KeyUsageExtension keyUsage:
                    usage |= keyUsage.KeyUsages;
                    break;
                case X509EnhancedKeyUsageExtension extended when !Allows(extended):
                    return SvidRule.ExtendedKeyUsage;
            }
        }

        return usage.HasFlag(X509KeyUsageFlags.DigitalSignature) && (usage & (X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign)) == 0
            ? null
            : SvidRule.KeyUsage;
    }

    private static bool Allows(X509EnhancedKeyUsageExtension extension)
    {
        var usages = extension.EnhancedKeyUsages.Cast<Oid>().Select(o => o.Value).ToHashSet(StringComparer.Ordinal);
        return usages.Contains(ClientAuthentication) && usages.Contains(ServerAuthentication);
    }

    private static bool IsP256(X509Certificate2 leaf)
    {
        using var key = leaf.GetECDsaPublicKey();
        return key?.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value;
    }

    private bool Chains(X509Certificate2 leaf, X509Certificate2Collection? intermediates, DateTimeOffset time)
    {
        using var chain = new X509Chain { ChainPolicy = CreateChainPolicy(time) };
        if (intermediates is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(intermediates);
        }

        return chain.Build(leaf);
    }
}
