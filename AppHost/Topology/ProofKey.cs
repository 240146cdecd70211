using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Platform.AppHost.Topology;

/// <summary>Signs the proofs by which a process that the AppHost started gets its first certificate: compact JWTs, ES256, ten minutes.</summary>
internal sealed class ProofKey
{
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(10);
    private static readonly byte[] Header = JsonSerializer.SerializeToUtf8Bytes(new { alg = "ES256", typ = "proof+jwt" });

    private readonly ECDsa _key;

    private ProofKey(ECDsa key, string publicFile) => (_key, PublicFile) = (key, publicFile);

    /// <summary>The public half, for Identity.</summary>
    public string PublicFile { get; }

    /// <summary>The key in the folder; made there when it is missing.</summary>
    public static ProofKey Open(string folder)
    {
        var key = PrivateFiles.Key(Path.Combine(folder, "proof-key.pem"));
        var publicFile = Path.Combine(folder, "proof-key.pub.pem");
        PrivateFiles.Write(publicFile, key.ExportSubjectPublicKeyInfoPem());
        return new(key, publicFile);
    }

    public string Prove(string spiffeId, string process, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var claims = JsonSerializer.SerializeToUtf8Bytes(new
        {
            sub = spiffeId,
            process,
            jti = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            iat = now.ToUnixTimeSeconds(),
            exp = (now + Validity).ToUnixTimeSeconds(),
        });
        var signed = $"{Base64Url.EncodeToString(Header)}.{Base64Url.EncodeToString(claims)}";
        lock (_key)
        {
            var signature = _key.SignData(System.Text.Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256);
            return $"{signed}.{Base64Url.EncodeToString(signature)}";
        }
    }
}
