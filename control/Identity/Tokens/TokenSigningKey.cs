using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Platform.WorkloadIdentity;

namespace Platform.Identity.Tokens;

/// <summary>The key that access tokens are signed with, P-256, in Identity's state; its `kid` is its thumbprint.</summary>
public sealed class TokenSigningKey
{
    private readonly ECParameters _parameters;
    private readonly ConcurrentBag<ECDsa> _idle = [];

    private TokenSigningKey(ECDsa key)
    {
        _parameters = key.ExportParameters(includePrivateParameters: true);
        KeyId = JsonWebKeys.Thumbprint(key);
        Jwks = WriteJwks(key);
    }

    /// <summary>`kid`.</summary>
    public string KeyId { get; }

    /// <summary>The JWK Set.</summary>
    public string Jwks { get; }

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

        return new TokenSigningKey(key);
    }

    /// <summary>Signs a token of a type.</summary>
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
