namespace Platform.Rego.Builtins.RegularExpressions;

/// <summary>A pattern that RE2 does not accept; the message is Go's.</summary>
public sealed class RegexSyntaxException(string code, string fragment)
    : Exception($"error parsing regexp: {code}: `{fragment}`");
