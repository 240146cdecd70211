namespace Platform.Rego.Builtins.RegularExpressions;

/// <summary>Go's wording for patterns that RE2 does not accept.</summary>
internal static class RegexSyntax
{
    public static BuiltinException Error(string code, string fragment) => new($"error parsing regexp: {code}: `{fragment}`");
}
