using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Platform.WorkloadIdentity;

namespace Platform.Identity.Tokens;

/// <summary>The key that access tokens are signed with, P-256, in Identity's state; its `kid` is its thumbprint.</summary>
public sealed class TokenSigningKey
{
    private readonly string _file;
    private Signer _signer;

    private TokenSigningKey(string file, ECDsa key)
    {
        _file = file;
        _signer = new Signer(key);
    }

    /// <summary>`kid`.</summary>
    public string KeyId => _signer.KeyId;

    /// <summary>The JWK Set.</summary>
    public string Jwks => _signer.Jwks;

    /// <summary>Opens or creates the key.</summary>
    public static TokenSigningKey Open(WorkloadIdentityOptions options)
    {
        var file = Path.Combine(options.StateDirectory, "token-key.pem");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(file))
        {
            key.ImportFromPem(File.ReadAllText(file));
        }
        else
        {
            PrivateFile.Write(file, key.ExportPkcs8PrivateKeyPem() + "\n");
        }

        return new TokenSigningKey(file, key);
    }

    /// <summary>Signs with a new key from now on and publishes that alone: the old one was revoked, and what it signed counts no more.</summary>
    public void Replace()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        PrivateFile.Write(_file, key.ExportPkcs8PrivateKeyPem() + "\n");
        _signer = new Signer(key);
    }

    /// <summary>Signs a token of a type.</summary>
    public string Sign(string type, Action<Utf8JsonWriter> claims) => _signer.Sign(type, claims);

    private sealed class Signer
    {
        private readonly ECParameters _parameters;
        private readonly ConcurrentBag<ECDsa> _idle = [];

        public Signer(ECDsa key)
        {
            _parameters = key.ExportParameters(includePrivateParameters: true);
            KeyId = JsonWebKeys.Thumbprint(key);
            Jwks = WriteJwks(key);
        }

        public string KeyId { get; }

        public string Jwks { get; }

        public string Sign(string type, Action<Utf8JsonWriter> claims)
        {
            var key = _idle.TryTake(out var idle) ? idle : ECDsa.Create(_parameters);
            try
            {
                return CompactJws.Sign(key, type, header => header.WriteString("kid", KeyId), claims);
            }
            finally
            {
                _idle.Add(key);
            }
        }

        private string WriteJwks(ECDsa key)
        {
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer))
            {
                writer.WriteStartObject();
                writer.WriteStartArray("keys");
                JsonWebKeys.Write(writer, key, KeyId);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            return Encoding.UTF8.GetString(buffer.ToArray());
        }
    }
}
