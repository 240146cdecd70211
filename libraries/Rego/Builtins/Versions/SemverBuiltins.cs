using Platform.Rego.Builtins.Formatting;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Versions;

/// <summary>semver.*</summary>
internal static class SemverBuiltins
{
    [Builtin("semver.is_valid")]
    internal static bool IsValid(Val version) => version.Kind == ValKind.String && SemanticVersion.TryParse(version.AsString()) is not null;

    [Builtin("semver.compare")]
    internal static long Compare(string a, string b) => Parse(1, a).CompareTo(Parse(2, b));

    private static SemanticVersion Parse(int operand, string text) => SemanticVersion.TryParse(text)
        ?? throw new BuiltinException($"operand {operand}: string {GoQuote.Quote(text)} is not a valid SemVer");
}
