using System.Text.RegularExpressions;

namespace Platform.Rego.Tests.Semantics;

/// <summary>
/// Case files of Rego in which the expected error stands on the line that causes it: <c># want: code: message</c>; <c>---</c> starts the
/// next case; a case without <c>want</c> must compile. Several errors on a line are several comments.
/// </summary>
internal static partial class WantedErrors
{
    public static IEnumerable<(string Name, string Source)> Cases(string file)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Semantics", "Cases", file));
        var index = 0;
        foreach (var part in text.Split("\n---\n"))
        {
            index++;
            yield return ($"{file} #{index}", part);
        }
    }

    /// <summary>What differs between what a case wants and what the compiler says, or null.</summary>
    public static string? Difference(string source, RegoOptions? options = null, RegoVersion version = RegoVersion.V1)
    {
        var wanted = source.Split('\n')
            .SelectMany((line, i) => Want().Matches(line).Select(m => $"{i + 1}: {m.Groups[1].Value.Trim()}"))
            .Order(StringComparer.Ordinal)
            .ToList();
        List<string> got = [];
        try
        {
            RegoPolicy.Compile([new("case.rego", source, version)], options: options);
        }
        catch (RegoCompileException e)
        {
            got = [.. e.Diagnostics.Select(d => $"{d.Span.Row}: {d.Code}: {d.Message.Split('\n')[0]}").Order(StringComparer.Ordinal)];
        }

        return wanted.SequenceEqual(got) ? null : $"wanted:\n  {string.Join("\n  ", wanted)}\ngot:\n  {string.Join("\n  ", got)}";
    }

    [GeneratedRegex("# want: ([^#]*)")]
    private static partial Regex Want();
}
