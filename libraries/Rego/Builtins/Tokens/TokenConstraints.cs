using System.Text;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Tokens;

/// <summary>What <c>io.jwt.decode_verify</c> demands of a token.</summary>
internal sealed record TokenConstraints
{
    public IReadOnlyList<VerificationKey>? Keys { get; private init; }

    public string Secret { get; private init; } = "";

    public string Algorithm { get; private init; } = "";

    public string Issuer { get; private init; } = "";

    public string Audience { get; private init; } = "";

    /// <summary>Nanoseconds since the epoch, as a double, as OPA has it.</summary>
    public double Time { get; private init; }

    public static TokenConstraints Read(RObj constraints, Val now)
    {
        var read = new TokenConstraints { Time = ReadTime(constraints.ContainsKey("time") ? constraints.Get("time") : now) };
        foreach ((Val key, Val value) in constraints)
        {
            string name = key.Kind == ValKind.String ? key.AsString() : key.ToString();
            read = name switch
            {
                "cert" => read with { Keys = VerificationKey.ReadAll(Text(name, value)) },
                "secret" => read with { Secret = Text(name, value) },
                "alg" => read with { Algorithm = Text(name, value) },
                "iss" => read with { Issuer = Text(name, value) },
                "aud" => read with { Audience = Text(name, value) },
                "time" => read,
                _ => throw new BuiltinException($"unknown token validation constraint: {name}"),
            };
        }

        return (read.Keys is not null, read.Secret.Length > 0) switch
        {
            (true, true) => throw new BuiltinException("duplicate key constraints"),
            (false, false) => throw new BuiltinException("no key constraint"),
            _ => read,
        };
    }

    /// <summary>Whether the signature is one of the trusted keys'; asymmetric keys are never used as secrets.</summary>
    public bool Verifies(TokenHeader header, CompactToken token)
    {
        if (JwsAlgorithm.Find(header.Algorithm) is not { } algorithm)
        {
            return false;
        }

        byte[] signature = token.ReadSignature();
        IReadOnlyList<VerificationKey> keys = Keys ?? [new VerificationKey.Secret(Encoding.UTF8.GetBytes(Secret), "", "")];
        if (header.KeyId.Length > 0 && keys.FirstOrDefault(k => k.KeyId == header.KeyId) is { } named)
        {
            return named.Verifies(algorithm, token.Signed, signature);
        }

        return keys.Any(key => (key.Algorithm.Length == 0 || key.Algorithm == header.Algorithm) && key.Verifies(algorithm, token.Signed, signature));
    }

    private static string Text(string name, Val value) =>
        value.Kind == ValKind.String ? value.AsString() : throw new BuiltinException($"{name} constraint: must be a string");

    private static double ReadTime(Val value)
    {
        if (value.Kind != ValKind.Number)
        {
            throw new BuiltinException("token time constraint: must be a number");
        }

        double time = value.AsNumber().ToDouble();
        return time switch
        {
            double.PositiveInfinity or double.NegativeInfinity => throw new BuiltinException("token time constraint: unvalid float64"),
            < 0 => throw new BuiltinException("token time constraint: must not be negative"),
            _ => time,
        };
    }
}
