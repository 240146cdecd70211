using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Cryptography;

/// <summary>Verifies a chain given from the root to the leaf. The first certificate alone is trusted; nothing is downloaded.</summary>
internal static class CertificateChain
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>What to verify for.</summary>
    /// <param name="DnsName">A host name the leaf must be for; empty for any.</param>
    /// <param name="Time">When.</param>
    /// <param name="KeyUsages">Extended key usages of which the chain must allow one; empty for server authentication.</param>
    public sealed record Options(string DnsName, DateTimeOffset Time, IReadOnlyList<string> KeyUsages);

    /// <returns>The chain from the leaf to the root, or null if it does not hold.</returns>
    public static IReadOnlyList<CertificateFields>? Verify(IReadOnlyList<CertificateFields> certificates, Options options)
    {
        if (certificates.Count < 2)
        {
            return null;
        }

        List<X509Certificate2> loaded = [];
        try
        {
            loaded.AddRange(certificates.Select(c => X509CertificateLoader.LoadCertificate(c.Raw)));
            return Build(loaded, options) is { } chain && MatchesName(certificates[^1], options.DnsName)
                ? [.. chain.Select(raw => CertificateFields.Read(raw))]
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
        finally
        {
            loaded.ForEach(certificate => certificate.Dispose());
        }
    }

    private static List<byte[]>? Build(List<X509Certificate2> certificates, Options options)
    {
        X509Certificate2 root = certificates[0], leaf = certificates[^1];
        IReadOnlyList<string> usages = options.KeyUsages.Count == 0 ? [ServerAuthentication] : options.KeyUsages;
        foreach (string usage in usages)
        {
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(root);
            chain.ChainPolicy.ExtraStore.AddRange(certificates.Skip(1).SkipLast(1).ToArray());
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.DisableCertificateDownloads = true;
            chain.ChainPolicy.VerificationTimeIgnored = false;
            chain.ChainPolicy.VerificationTime = options.Time.UtcDateTime;
            if (usage != CertificateUsages.Any)
            {
                chain.ChainPolicy.ApplicationPolicy.Add(new Oid(usage));
            }

            bool holds = chain.Build(leaf);
            X509Certificate2[] found = [.. chain.ChainElements.Select(e => e.Certificate)];

            // A trusted certificate need not be self-signed, which the platform calls a partial chain.
            bool endsAtRoot = found[^1].RawDataMemory.Span.SequenceEqual(root.RawDataMemory.Span);
            holds |= endsAtRoot && chain.ChainStatus.All(s => s.Status == X509ChainStatusFlags.PartialChain);
            if (holds && endsAtRoot)
            {
                return [.. found.Select(c => c.RawData)];
            }
        }

        return null;
    }

    private static bool MatchesName(CertificateFields leaf, string name)
    {
        if (name.Length == 0)
        {
            return true;
        }

        List<GeneralName> names = CertificateJson.AlternativeNames(leaf.Extensions);
        string bare = name.Trim('[', ']');
        return System.Net.IPAddress.TryParse(bare, out System.Net.IPAddress? address)
            ? names.Exists(n => n.Kind == GeneralName.Ip && n.Bytes.AsSpan().SequenceEqual(address.GetAddressBytes()))
            : names.Exists(n => n.Kind == GeneralName.Dns && MatchesPattern(n.Text.TrimEnd('.'), name.TrimEnd('.')));
    }

    private static bool MatchesPattern(string pattern, string name)
    {
        if (!pattern.StartsWith("*.", StringComparison.Ordinal))
        {
            return pattern.Equals(name, StringComparison.OrdinalIgnoreCase);
        }

        int dot = name.IndexOf('.');
        return dot > 0 && name[dot..].Equals(pattern[1..], StringComparison.OrdinalIgnoreCase);
    }
}
