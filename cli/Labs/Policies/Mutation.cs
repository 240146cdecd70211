using System.Text.RegularExpressions;

namespace Platform.Cli.Labs.Policies;

/// <summary>A policy with one careless change, as a colleague might make it in a year.</summary>
/// <param name="Row">Where, counted from 1.</param>
/// <param name="What">What was changed, for people.</param>
/// <param name="Source">The whole module.</param>
internal sealed partial record Mutation(int Row, string What, string Source)
{
    /// <summary>All changes of one line that are worth trying. Some will not compile, some will change nothing: the caller looks.</summary>
    public static IEnumerable<Mutation> Of(string source)
    {
        var lines = source.ReplaceLineEndings("\n").Split('\n');
        var depth = 0;
        for (var index = 0; index < lines.Length; index++)
        {
            var line = lines[index];
            var code = line.Trim();
            if (code.Length > 0 && !code.StartsWith('#') && !code.StartsWith("package ", StringComparison.Ordinal) && !code.StartsWith("import ", StringComparison.Ordinal))
            {
                foreach (var (what, changed) in Changes(line, code, depth > 0).Where(change => change.Line != line))
                    yield return new Mutation(index + 1, what, string.Join('\n', [.. lines[..index], changed, .. lines[(index + 1)..]]));
            }

            depth += code.StartsWith('#') ? 0 : code.Count(c => c is '{' or '[' or '(') - code.Count(c => c is '}' or ']' or ')');
        }
    }

    private static IEnumerable<(string What, string Line)> Changes(string line, string code, bool inside)
    {
        if (inside && !Closing().IsMatch(code))
            yield return ($"`{code}` left out", Indent().Match(line).Value + "true");
        if (Condition().Match(line) is { Success: true } condition)
            yield return ($"`{condition.Groups[2].Value}` left out", condition.Groups[1].Value + "if true");
        if (OneLineBody().Match(line) is { Success: true } body)
        {
            var parts = body.Groups[2].Value.Split(';');
            for (var i = 0; i < parts.Length; i++)
                yield return ($"`{parts[i].Trim()}` left out", $"{body.Groups[1].Value}{{ {string.Join("; ", parts.Select((part, n) => n == i ? "true" : part.Trim()))} }}");
        }

        yield return ("`==` became `!=`", line.Replace(" == ", " != ", StringComparison.Ordinal));
        yield return ("`not` left out", line.Replace("not ", "", StringComparison.Ordinal));
        yield return ("a mask became empty", Pointers().Replace(line, "[]"));
        yield return ("a denial became a permission", Denial().Replace(line, "verdict.permit"));
    }

    [GeneratedRegex(@"^[\]\}\)]")]
    private static partial Regex Closing();

    [GeneratedRegex(@"^\s*")]
    private static partial Regex Indent();

    [GeneratedRegex(@"^(.*\b)if\s+([^{]+?)\s*$")]
    private static partial Regex Condition();

    [GeneratedRegex(@"^(.*\bif\s+)\{\s*(.+?)\s*\}\s*$")]
    private static partial Regex OneLineBody();

    [GeneratedRegex("""\[\s*"/[^\]]*\]""")]
    private static partial Regex Pointers();

    [GeneratedRegex(@"verdict\.deny\([^()]*(\([^()]*\))?[^()]*\)")]
    private static partial Regex Denial();
}
