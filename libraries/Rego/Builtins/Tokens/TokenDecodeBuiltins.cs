using System.Globalization;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Tokens;

/// <summary>io.jwt.decode and io.jwt.decode_verify</summary>
internal static class TokenDecodeBuiltins
{
    private const int MaxNesting = 32;

    /// <summary>Header, payload and signature (in hexadecimal) of a token, none of it verified.</summary>
    [Builtin("io.jwt.decode")]
    internal static Val Decode(string token)
    {
        for (int nesting = 0; nesting < MaxNesting; nesting++)
        {
            var parts = CompactToken.Split(token);
            RObj header = parts.ReadHeader();
            string payload = parts.ReadPayload();
            if (header.Get("cty").Kind == ValKind.String && header.Get("cty").AsString() == "JWT")
            {
                token = payload.Trim('"', '\'');
                continue;
            }

            RObj claims = CompactToken.ReadObject(payload);
            string signature = Convert.ToHexStringLower(parts.ReadSignature("JWT signature had invalid encoding: "));
            return Val.ArrayOf(header, claims, signature);
        }

        throw new BuiltinException($"JWTs are nested deeper than {MaxNesting}");
    }

    /// <summary>Whether the token is signed by a trusted key and meets the constraints, and if so its header and payload.</summary>
    [Builtin("io.jwt.decode_verify")]
    internal static Val DecodeVerify(BuiltinContext context, string token, RObj constraints)
    {
        var demanded = TokenConstraints.Read(constraints, context.NowNanoseconds);
        Val unverified = Val.ArrayOf(false, RObj.Empty, RObj.Empty);
        for (int nesting = 0; nesting < MaxNesting; nesting++)
        {
            var parts = CompactToken.Split(token);
            RObj header = parts.ReadHeader();
            var parameters = TokenHeader.Read(header);
            bool trusted = parameters.IsValid
                && (demanded.Algorithm.Length == 0 || demanded.Algorithm == parameters.Algorithm)
                && demanded.Verifies(parameters, parts);
            if (!trusted)
            {
                return unverified;
            }

            string payload = parts.ReadPayload();
            if (parameters.ContentType.Equals("JWT", StringComparison.OrdinalIgnoreCase))
            {
                token = payload;
                continue;
            }

            RObj claims = CompactToken.ReadObject(payload);
            return Meets(claims, demanded) ? Val.ArrayOf(true, header, claims) : unverified;
        }

        throw new BuiltinException($"JWTs are nested deeper than {MaxNesting}");
    }

    private static bool Meets(RObj claims, TokenConstraints demanded)
    {
        Val issuer = claims.Get("iss"), audience = claims.Get("aud");
        bool issuerMeets = demanded.Issuer.Length == 0 || issuer == demanded.Issuer;
        bool audienceMeets = audience.IsUndefined ? demanded.Audience.Length == 0 : IsAudience(audience, demanded.Audience);
        return issuerMeets && audienceMeets && IsWithinTime(claims, demanded.Time);
    }

    private static bool IsAudience(Val audience, Val demanded) => audience.Kind switch
    {
        ValKind.String => audience == demanded,
        ValKind.Array => audience.Items.Contains(demanded),
        _ => false,
    };

    private static bool IsWithinTime(RObj claims, double nanoseconds)
    {
        // Seconds go through their shortest decimal text, so that claims compare as they are written.
        double seconds = nanoseconds / 1_000_000_000;
        Number.TryParse(seconds.ToString("R", CultureInfo.InvariantCulture), out Number now);
        Val expires = claims.Get("exp"), notBefore = claims.Get("nbf");
        bool expired = expires.IsDefined && now.CompareTo(Claim("exp", expires)) >= 0;
        return !expired && !(notBefore.IsDefined && now.CompareTo(Claim("nbf", notBefore)) < 0);
    }

    private static Number Claim(string name, Val value) =>
        value.Kind == ValKind.Number ? value.AsNumber() : throw new BuiltinException($"{name} value must be a number");
}
