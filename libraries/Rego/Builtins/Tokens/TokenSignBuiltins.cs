using System.Buffers.Text;
using System.Text;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Tokens;

/// <summary>io.jwt.encode_sign and io.jwt.encode_sign_raw</summary>
internal static class TokenSignBuiltins
{
    [Builtin("io.jwt.encode_sign")]
    internal static string EncodeSign(RObj header, RObj payload, RObj key) =>
        Sign(Val.From(header).ToJson(), Val.From(payload).ToJson(), Val.From(key).ToJson());

    [Builtin("io.jwt.encode_sign_raw")]
    internal static string EncodeSignRaw(string header, string payload, string key) => Sign(header, payload, key);

    private static string Sign(string header, string payload, string key)
    {
        Val signingKey = JsonWebKeys.ReadFirst(key);
        Val parameters = ReadHeader(header);
        Val name = parameters["alg"];
        if (name.Kind != ValKind.String)
        {
            throw BadAlgorithm(name.IsUndefined ? "jwsbb: header \"alg\" not found" : "jwsbb: header \"alg\" is not a string");
        }

        JwsAlgorithm algorithm = JwsAlgorithm.Find(name.AsString()) ?? throw new BuiltinException($"unknown JWS algorithm: {name.AsString()}");
        Val type = parameters["typ"];
        bool isJwt = type.Kind != ValKind.String || type.AsString() == "JWT";
        if (isJwt && !IsJson(payload))
        {
            throw new BuiltinException("type is JWT but payload is not JSON");
        }

        string signed = $"{Encode(Encoding.UTF8.GetBytes(header))}.{Encode(Encoding.UTF8.GetBytes(payload))}";
        return $"{signed}.{Encode(JwsSigner.Sign(signingKey, algorithm, Encoding.ASCII.GetBytes(signed)))}";
    }

    private static Val ReadHeader(string header)
    {
        if (header.Length == 0)
        {
            throw BadAlgorithm("cannot parse JSON: cannot parse empty string");
        }

        // Like the parser that OPA uses, which takes any run of these for a number.
        if (header.All(c => char.IsAsciiDigit(c) || c is '.' or 'e' or 'E' or '+' or '-'))
        {
            return default;
        }

        try
        {
            Val parsed = Val.Parse(header);
            return parsed.Kind == ValKind.Object ? parsed : default;
        }
        catch (JsonFormatException malformed)
        {
            throw BadAlgorithm($"cannot parse JSON: {malformed.Message}");
        }
    }

    private static BuiltinException BadAlgorithm(string reason) => new($"missing or invalid 'alg' header: {reason}");

    private static bool IsJson(string text)
    {
        try
        {
            Val.Parse(text);
            return true;
        }
        catch (JsonFormatException)
        {
            return false;
        }
    }

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
