using System.Buffers.Text;
using System.Security.Cryptography;
using Platform.Rego.Builtins.Cryptography;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Tokens;

/// <summary>JSON Web Keys and sets of them, RFC 7517.</summary>
internal static class JsonWebKeys
{
    /// <summary>The keys for verification; those for algorithms that are not for tokens are left out.</summary>
    public static IReadOnlyList<VerificationKey> ReadAll(string text)
    {
        try
        {
            List<VerificationKey> keys = [];
            foreach (Val key in Keys(text))
            {
                string algorithm = Optional(key, "alg");
                VerificationKey read = ReadPublic(key, algorithm, Optional(key, "kid"));
                if (algorithm.Length == 0 || JwsAlgorithm.Find(algorithm) is not null)
                {
                    keys.Add(read);
                }
            }

            return keys;
        }
        catch (FormatException malformed)
        {
            throw new BuiltinException($"failed to parse a JWK key (set): {malformed.Message}");
        }
    }

    /// <summary>The first key, for signing.</summary>
    public static Val ReadFirst(string text)
    {
        try
        {
            Val[] keys = Keys(text);
            foreach (Val key in keys)
            {
                ReadPublic(key, "", "");
            }

            return keys.Length > 0 ? keys[0] : throw new BuiltinException("no keys found in JWK set");
        }
        catch (FormatException malformed)
        {
            throw new BuiltinException($"failed to parse JWK: {malformed.Message}");
        }
    }

    public static byte[] Required(Val key, string name)
    {
        Val value = key[name];
        if (value.Kind != ValKind.String)
        {
            throw new FormatException($"required field {name} is missing");
        }

        return Base64Url.IsValid(value.AsString()) ? Base64Url.DecodeFromChars(value.AsString()) : throw new FormatException($"field {name} is not base64url");
    }

    public static ECParameters EcParameters(Val key)
    {
        (ECCurve curve, int size) = Optional(key, "crv") switch
        {
            "P-256" => (ECCurve.NamedCurves.nistP256, 32),
            "P-384" => (ECCurve.NamedCurves.nistP384, 48),
            "P-521" => (ECCurve.NamedCurves.nistP521, 66),
            string unknown => throw new FormatException($"unsupported curve `{unknown}`"),
        };
        return new ECParameters
        {
            Curve = curve,
            Q = new ECPoint { X = Fixed(Required(key, "x"), size), Y = Fixed(Required(key, "y"), size) },
            D = key["d"].IsDefined ? Fixed(Required(key, "d"), size) : null,
        };
    }

    public static RSAParameters RsaParameters(Val key)
    {
        byte[] modulus = Required(key, "n").AsSpan().TrimStart((byte)0).ToArray();
        var parameters = new RSAParameters { Modulus = modulus, Exponent = Required(key, "e") };
        if (key["d"].IsUndefined)
        {
            return parameters;
        }

        int half = (modulus.Length + 1) / 2;
        parameters.D = Fixed(Required(key, "d"), modulus.Length);
        parameters.P = Fixed(Required(key, "p"), half);
        parameters.Q = Fixed(Required(key, "q"), half);
        parameters.DP = Fixed(Required(key, "dp"), half);
        parameters.DQ = Fixed(Required(key, "dq"), half);
        parameters.InverseQ = Fixed(Required(key, "qi"), half);
        return parameters;
    }

    private static Val[] Keys(string text)
    {
        Val json;
        try
        {
            json = Val.Parse(text);
        }
        catch (JsonFormatException malformed)
        {
            throw new FormatException(malformed.Message);
        }

        if (json.Kind != ValKind.Object)
        {
            throw new FormatException("a key must be an object");
        }

        return json["keys"].Kind switch
        {
            ValKind.Array => json["keys"].Items.ToArray(),
            ValKind.Undefined => [json],
            _ => throw new FormatException("keys must be an array"),
        };
    }

    private static VerificationKey ReadPublic(Val key, string algorithm, string keyId)
    {
        bool isPrivate = key["d"].IsDefined;
        switch (Optional(key, "kty"))
        {
            case "RSA":
                RSAParameters rsa = RsaParameters(key);
                return isPrivate ? new VerificationKey.Other(algorithm, keyId) : new VerificationKey.Rsa(rsa, algorithm, keyId);
            case "EC":
                ECParameters ec = EcParameters(key);
                return isPrivate ? new VerificationKey.Other(algorithm, keyId) : new VerificationKey.EllipticCurve(ec, algorithm, keyId);
            case "OKP":
                byte[] point = Required(key, "x");
                bool verifies = !isPrivate && Optional(key, "crv") == "Ed25519" && point.Length == Ed25519.KeyLength;
                return verifies ? new VerificationKey.EdwardsCurve(point, algorithm, keyId) : new VerificationKey.Other(algorithm, keyId);
            case "oct":
                return new VerificationKey.Secret(Required(key, "k"), algorithm, keyId);
            case "":
                throw new FormatException("required field kty is missing");
            default:
                throw new FormatException($"unknown key type `{Optional(key, "kty")}`");
        }
    }

    private static string Optional(Val key, string name) => key.Kind != ValKind.Object
        ? throw new FormatException("a key must be an object")
        : key[name] switch
        {
            { IsUndefined: true } => "",
            { Kind: ValKind.String } text => text.AsString(),
            _ => throw new FormatException($"field {name} must be a string"),
        };

    private static byte[] Fixed(byte[] number, int size)
    {
        ReadOnlySpan<byte> significant = number.AsSpan().TrimStart((byte)0);
        if (significant.Length > size)
        {
            throw new FormatException("a number of the key is too large");
        }

        byte[] padded = new byte[size];
        significant.CopyTo(padded.AsSpan(size - significant.Length));
        return padded;
    }
}
