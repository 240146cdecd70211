using System.Collections.Concurrent;
using System.Text;
using Platform.Rego.Builtins.RegularExpressions;

namespace Platform.Rego.Builtins.Glob;

/// <summary>
/// A glob as github.com/gobwas/glob understands it: <c>*</c> within delimiters, <c>**</c> across them, <c>?</c>,
/// <c>[a-z]</c>, <c>[!abc]</c>, <c>{a,b}</c> and <c>\</c> to escape. It runs on the regular-expression machine, so it is linear.
/// </summary>
internal sealed class GlobPattern
{
    private const int MaxCached = 500;
    private static readonly ConcurrentDictionary<(string Pattern, string Delimiters), GlobPattern> Cache = new();

    private readonly GoRegex regex;

    private GlobPattern(GoRegex regex) => this.regex = regex;

    /// <summary>The compiled form of a pattern, from a cache where possible.</summary>
    /// <param name="pattern">The glob.</param>
    /// <param name="delimiters">The characters that <c>*</c> and <c>?</c> do not match; may be empty.</param>
    /// <exception cref="BuiltinException">The pattern is malformed.</exception>
    public static GlobPattern Compile(string pattern, string delimiters)
    {
        if (Cache.TryGetValue((pattern, delimiters), out GlobPattern? known))
        {
            return known;
        }

        RegexNode body = GlobParser.Parse(pattern, delimiters);
        RegexNode whole = new RegexNode.Concatenation(
            [new RegexNode.Assertion(RegexAssertion.BeginText), body, new RegexNode.Assertion(RegexAssertion.EndText)]);
        var glob = new GlobPattern(GoRegex.FromTree(whole, pattern));
        if (Cache.Count >= MaxCached)
        {
            Cache.Clear();
        }

        Cache[(pattern, delimiters)] = glob;
        return glob;
    }

    /// <summary>The glob that matches exactly the given text.</summary>
    public static string QuoteMeta(string text)
    {
        var quoted = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (@"*?\[]{}".Contains(c))
            {
                quoted.Append('\\');
            }

            quoted.Append(c);
        }

        return quoted.ToString();
    }

    /// <summary>Whether the whole text matches.</summary>
    public bool IsMatch(string text, CancellationToken cancellation = default) => regex.IsMatch(text, cancellation);
}
