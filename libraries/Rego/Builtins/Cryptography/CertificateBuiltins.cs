using System.Text;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Cryptography;

/// <summary>crypto.x509.* and crypto.parse_private_keys</summary>
internal static class CertificateBuiltins
{
    /// <summary>Certificates in PEM, base64 of PEM, or base64 of concatenated DER.</summary>
    [Builtin("crypto.x509.parse_certificates")]
    internal static RArr ParseCertificates(string certificates) => Write(Read(certificates));

    [Builtin("crypto.x509.parse_and_verify_certificates")]
    internal static Val ParseAndVerifyCertificates(BuiltinContext context, string certificates) =>
        Verify(certificates, new CertificateChain.Options("", context.Clock.GetUtcNow(), []));

    [Builtin("crypto.x509.parse_and_verify_certificates_with_options")]
    internal static Val ParseAndVerifyCertificatesWithOptions(BuiltinContext context, string certificates, RObj options) =>
        Verify(certificates, ReadOptions(options, context.Clock.GetUtcNow()));

    [Builtin("crypto.x509.parse_certificate_request")]
    internal static Val ParseCertificateRequest(string request)
    {
        const string Label = "CERTIFICATE REQUEST";
        bool isPem = request.StartsWith($"-----BEGIN {Label}-----", StringComparison.Ordinal);
        byte[] der = isPem ? [] : GoBase64.Standard.Decode(request);
        string pem = isPem ? request : Encoding.Latin1.GetString(der);
        if (PemBlock.TryRead(pem, out _) is { } block)
        {
            der = block.Type == Label ? block.Bytes : throw new BuiltinException("invalid PEM-encoded certificate signing request");
        }

        return DerReading.Structure(() => CertificateJson.WriteRequest(der));
    }

    /// <summary>A TLS key pair; an error if the key is not the certificate's.</summary>
    [Builtin("crypto.x509.parse_keypair")]
    internal static Val ParseKeyPair(string certificate, string key)
    {
        List<CertificateFields> chain = Read(certificate);
        PrivateKey privateKey = ReadKey(key);
        if (chain.Count == 0)
        {
            throw new BuiltinException("tls: failed to find any PEM data in certificate input");
        }

        if (!KeyPair.Matches(chain[0], privateKey))
        {
            throw new BuiltinException("tls: private key does not match public key");
        }

        return Val.ObjectOf(
            ("Certificate", GoJson.List(chain.Select(c => GoJson.Bytes(c.Raw)))),
            ("PrivateKey", privateKey.ToGoJson()),
            ("SupportedSignatureAlgorithms", Val.Null),
            ("OCSPStaple", Val.Null),
            ("SignedCertificateTimestamps", Val.Null),
            ("Leaf", CertificateJson.Write(chain[0])));
    }

    /// <summary>The first key of a PEM text as a JSON Web Key; null if there is none.</summary>
    [Builtin("crypto.x509.parse_rsa_private_key")]
    internal static Val ParseRsaPrivateKey(string pem)
    {
        if (pem.Length == 0)
        {
            throw new BuiltinException("input PEM data was empty");
        }

        string text = pem.StartsWith("-----BEGIN", StringComparison.Ordinal) ? pem : Encoding.UTF8.GetString(GoBase64.Standard.Decode(pem));
        return PrivateKey.ReadAll(text) is [var key, ..] ? key.ToJsonWebKey() : Val.Null;
    }

    [Builtin("crypto.parse_private_keys")]
    internal static Val ParsePrivateKeys(string pem)
    {
        if (pem.Length == 0)
        {
            return Val.Null;
        }

        string text = GoBase64.Standard.TryDecode(pem, out byte[] decoded, out _) ? Encoding.UTF8.GetString(decoded) : pem;
        var keys = new ArrayBuilder();
        foreach (PrivateKey key in PrivateKey.ReadAll(text))
        {
            keys.Add(key.ToGoJson());
        }

        return keys.Build();
    }

    internal static List<CertificateFields> Read(string text)
    {
        (string? pem, byte[] der) = PemBlock.Open(text);
        if (pem is not null)
        {
            List<byte> concatenated = [];
            foreach (PemBlock block in PemBlock.ReadAll(pem))
            {
                concatenated.AddRange(block.Type == "CERTIFICATE"
                    ? block.Bytes
                    : throw new BuiltinException($"PEM block type is '{block.Type}', expected CERTIFICATE"));
            }

            der = [.. concatenated];
        }

        return DerReading.Certificate(() => CertificateFields.ReadAll(der));
    }

    private static PrivateKey ReadKey(string text)
    {
        (string? pem, byte[] der) = PemBlock.Open(text);
        if (pem is null)
        {
            return DerReading.Structure(() => PrivateKey.Read("PRIVATE KEY", der));
        }

        return PrivateKey.ReadAll(pem) is [var key, ..] ? key : throw new BuiltinException("tls: failed to find any PEM data in key input");
    }

    private static RArr Write(IEnumerable<CertificateFields> certificates)
    {
        var array = new ArrayBuilder();
        foreach (CertificateFields certificate in certificates)
        {
            array.Add(DerReading.Certificate(() => CertificateJson.Write(certificate)));
        }

        return array.Build();
    }

    private static Val Verify(string text, CertificateChain.Options options)
    {
        try
        {
            return CertificateChain.Verify(Read(text), options) is { } chain
                ? Val.ArrayOf(true, Write(chain))
                : Val.ArrayOf(false, RArr.Empty);
        }
        catch (BuiltinException)
        {
            return Val.ArrayOf(false, RArr.Empty);
        }
    }

    private static CertificateChain.Options ReadOptions(RObj options, DateTimeOffset now)
    {
        string dnsName = "";
        List<string> usages = [];
        foreach ((Val key, Val value) in options)
        {
            switch (key.Kind == ValKind.String ? key.AsString() : "")
            {
                case "DNSName":
                    dnsName = value.Kind == ValKind.String ? value.AsString().Trim('"') : throw new BuiltinException("'DNSName' should be a string");
                    break;
                case "CurrentTime":
                    now = ReadTime(value);
                    break;
                case "MaxConstraintComparisons":
                    // The platform bounds its own work; the option is only checked.
                    if (value.Kind != ValKind.Number || !value.TryGetInt64(out _))
                    {
                        throw new BuiltinException("'MaxConstraintComparisons' should be a number");
                    }

                    break;
                case "KeyUsages":
                    usages = ReadUsages(value);
                    break;
                default:
                    throw new BuiltinException("invalid key option");
            }
        }

        return new CertificateChain.Options(dnsName, now, usages);
    }

    private static DateTimeOffset ReadTime(Val value)
    {
        if (value.Kind != ValKind.Number)
        {
            throw new BuiltinException("'CurrentTime' should be a number");
        }

        return value.TryGetInt64(out long nanoseconds)
            ? DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / 100)
            : throw new BuiltinException("'CurrentTime' should be a valid int64 number");
    }

    private static List<string> ReadUsages(Val value)
    {
        if (value.Kind is not (ValKind.Array or ValKind.Set))
        {
            throw new BuiltinException("'KeyUsages' should be an Array or Set");
        }

        string[] names = [.. value.Items.ToArray().Where(i => i.Kind == ValKind.String).Select(i => i.AsString().Trim('"'))];
        string[] unknown = [.. names.Where(name => CertificateUsages.Find(name) is null)];
        return unknown.Length > 0
            ? throw new BuiltinException($"invalid entries for 'KeyUsages' found: [{string.Join(' ', unknown)}]")
            : [.. names.Select(name => CertificateUsages.Find(name)!)];
    }
}
