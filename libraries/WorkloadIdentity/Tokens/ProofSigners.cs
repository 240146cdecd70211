using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Platform.WorkloadIdentity;

/// <summary>Who signs with the leaf of an `x5c` header, proven against the trust bundle.</summary>
internal sealed record ProofSigner(SpiffeId Id, string KeyThumbprint, VerificationKey Key, string Serial, DateTimeOffset NotBefore, DateTimeOffset NotAfter);

/// <summary>
/// Finds the signer of a proof from its `x5c`. A leaf whose chain was proven is remembered by its text until it expires, at most
/// <see cref="CacheSize"/> of them: a workload sends the same leaf with every call of an hour.
/// </summary>
internal sealed class ProofSigners(SvidValidation svids, TimeProvider clock)
{
    public const int CacheSize = 256;

    private const int MaxChainLength = 4;
    private readonly ConcurrentDictionary<string, ProofSigner> _proven = new(StringComparer.Ordinal);

    /// <summary>Null when the header holds no chain to a valid SVID.</summary>
    public ProofSigner? Find(JsonElement header)
    {
        if (!header.TryGetProperty("x5c", out var x5c) || x5c.ValueKind != JsonValueKind.Array || x5c.GetArrayLength() is 0 or > MaxChainLength
            || x5c[0].ValueKind != JsonValueKind.String)
        {
            return null;
        }

        var leaf = x5c[0].GetString()!;
        if (_proven.TryGetValue(leaf, out var known))
        {
            var now = clock.GetUtcNow();
            return now >= known.NotBefore && now < known.NotAfter && !svids.IsRevoked(known.Id, known.Serial, known.NotBefore) ? known : null;
        }

        if (Prove(x5c) is not { } signer)
        {
            return null;
        }

        if (_proven.Count >= CacheSize)
        {
            _proven.Clear();
        }

        _proven[leaf] = signer;
        return signer;
    }

    private ProofSigner? Prove(JsonElement x5c)
    {
        var chain = new X509Certificate2Collection();
        try
        {
            foreach (var item in x5c.EnumerateArray())
            {
                if (item.ValueKind != JsonValueKind.String || !item.TryGetBytesFromBase64(out var encoded))
                {
                    return null;
                }

                chain.Add(X509CertificateLoader.LoadCertificate(encoded));
            }

            var leaf = chain[0];
            if (svids.Validate(leaf, [.. chain.Skip(1)]) is not { IsValid: true } svid)
            {
                return null;
            }

            using var key = leaf.GetECDsaPublicKey()!;
            return new ProofSigner(
                svid.Id,
                JsonWebKeys.Thumbprint(key),
                new VerificationKey(key.ExportParameters(includePrivateParameters: false)),
                leaf.SerialNumber,
                leaf.NotBefore.ToUniversalTime(),
                leaf.NotAfter.ToUniversalTime());
        }
        catch (CryptographicException)
        {
            return null;
        }
        finally
        {
            foreach (var certificate in chain)
            {
                certificate.Dispose();
            }
        }
    }
}
