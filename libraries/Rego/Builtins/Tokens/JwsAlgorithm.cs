using System.Security.Cryptography;

namespace Platform.Rego.Builtins.Tokens;

internal enum JwsFamily
{
    Hmac,
    RsaPkcs1,
    RsaPss,
    Ecdsa,
    EdDsa,
}

/// <summary>A signature algorithm of RFC 7518 §3.1 or RFC 8037.</summary>
internal sealed record JwsAlgorithm(string Name, JwsFamily Family, HashAlgorithmName Hash)
{
    /// <summary>Null if it is no RSA algorithm.</summary>
    public RSASignaturePadding? RsaPadding => Family switch
    {
        JwsFamily.RsaPkcs1 => RSASignaturePadding.Pkcs1,
        JwsFamily.RsaPss => RSASignaturePadding.Pss,
        _ => null,
    };

    public static JwsAlgorithm? Find(string name)
    {
        if (name == "EdDSA")
        {
            return new JwsAlgorithm(name, JwsFamily.EdDsa, HashAlgorithmName.SHA512);
        }

        if (name.Length != 5)
        {
            return null;
        }

        JwsFamily? family = name[..2] switch
        {
            "HS" => JwsFamily.Hmac,
            "RS" => JwsFamily.RsaPkcs1,
            "PS" => JwsFamily.RsaPss,
            "ES" => JwsFamily.Ecdsa,
            _ => null,
        };
        HashAlgorithmName? hash = name[2..] switch
        {
            "256" => HashAlgorithmName.SHA256,
            "384" => HashAlgorithmName.SHA384,
            "512" => HashAlgorithmName.SHA512,
            _ => null,
        };
        return family is { } f && hash is { } h ? new JwsAlgorithm(name, f, h) : null;
    }
}
