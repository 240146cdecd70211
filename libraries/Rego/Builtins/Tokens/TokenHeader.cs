using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Tokens;

/// <summary>The header parameters that matter to verification, RFC 7515 §4.1.</summary>
internal sealed record TokenHeader(string Algorithm, string KeyId, string ContentType, bool IsValid)
{
    public static TokenHeader Read(RObj header)
    {
        HashSet<string> critical = ReadCritical(header.Get("crit"));
        Text(header, "typ");
        string algorithm = Text(header, "alg");
        bool understood = true;
        foreach (Val name in header.UnorderedKeys)
        {
            understood &= name.AsString() is "alg" or "kid" or "typ" or "cty" or "crit" || !critical.Contains(name.AsString());
        }

        return new TokenHeader(algorithm, Text(header, "kid"), Text(header, "cty"), algorithm.Length > 0 && understood);
    }

    private static string Text(RObj header, string name) => header.Get(name) switch
    {
        { IsUndefined: true } => "",
        { Kind: ValKind.String } text => text.AsString(),
        _ => throw new BuiltinException($"{name}: must be a string"),
    };

    private static HashSet<string> ReadCritical(Val critical)
    {
        if (critical.IsUndefined)
        {
            return [];
        }

        if (critical.Kind != ValKind.Array)
        {
            throw new BuiltinException("crit: must be a list");
        }

        HashSet<string> names = [.. critical.Items.ToArray().TakeWhile(i => i.Kind == ValKind.String).Select(i => i.AsString())];
        return names.Count > 0 ? names : throw new BuiltinException("crit: must be a nonempty list");
    }
}
