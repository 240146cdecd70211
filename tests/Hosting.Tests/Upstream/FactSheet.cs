using System.Text.RegularExpressions;

namespace Platform.Hosting.Tests.Upstream;

/// <summary>The public names of the real packages, as the specification lists them.</summary>
internal sealed partial class FactSheet(string text)
{
    private readonly HashSet<string> words = [.. Word().Matches(text).Select(match => match.Value)];

    public bool Names(string name) => words.Contains(name) || Enumeration(name);

    /// <summary>The names of parameters in any list of parameters after this name, up to the end of the paragraph.</summary>
    public IReadOnlySet<string> ParametersOf(string name)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n').Where(line => Regex.IsMatch(line, $@"\b{Regex.Escape(name)}\b")))
            found.UnionWith(Word().Matches(line).Select(match => match.Value));
        return found;
    }

    // The sheet shortens families: "OnBeforeResourceStarted / OnResourceReady", "HasAnnotationOfType<T>", "Lower/Upper/Numeric".
    private bool Enumeration(string name) => text.Contains($"/{name}", StringComparison.Ordinal) || text.Contains($"{name}/", StringComparison.Ordinal);

    [GeneratedRegex("[A-Za-z_][A-Za-z0-9_]*")]
    private static partial Regex Word();
}
