using System.Collections.Concurrent;
using System.Text;

namespace Platform.Rego.Builtins.RegularExpressions;

/// <summary>
/// A regular expression with the syntax and semantics of Go's regexp package (RE2): leftmost-first, no backreferences,
/// no lookaround, linear in the length of the text. Immutable and thread-safe.
/// </summary>
internal sealed class GoRegex
{
    private const int MaxCached = 500;
    private static readonly ConcurrentDictionary<string, GoRegex> Cache = new(StringComparer.Ordinal);

    private const int MaxCachedInstructions = 10_000;
    private const long MaxCells = 10_000_000;

    private readonly string pattern;
    private readonly RegexProgram program;
    private readonly Dictionary<string, int> names;

    private GoRegex(string pattern, RegexNode root, int captureCount, IReadOnlyCollection<(string Name, int Index)> named)
    {
        RepeatBudget.Check(root, pattern);
        this.pattern = pattern;
        program = RegexProgram.Compile(root);
        CaptureCount = captureCount;
        names = named.ToDictionary(pair => pair.Name, pair => pair.Index, StringComparer.Ordinal);
        if ((long)program.Code.Length * (captureCount + 1) > MaxCells)
        {
            throw RegexSyntax.Error("expression too large", pattern);
        }
    }

    /// <summary>The number of capturing groups.</summary>
    public int CaptureCount { get; }

    /// <summary>The compiled form of a pattern, from a cache where possible.</summary>
    /// <exception cref="BuiltinException">RE2 does not accept the pattern.</exception>
    public static GoRegex Compile(string pattern)
    {
        if (Cache.TryGetValue(pattern, out GoRegex? known))
        {
            return known;
        }

        (RegexNode root, int captureCount, IReadOnlyCollection<(string Name, int Index)> named) = RegexParser.Parse(pattern);
        var regex = new GoRegex(pattern, root, captureCount, named);
        if (regex.program.Code.Length <= MaxCachedInstructions)
        {
            if (Cache.Count >= MaxCached)
            {
                Cache.Clear();
            }

            Cache[pattern] = regex;
        }

        return regex;
    }

    internal static GoRegex FromTree(RegexNode root, string description) => new(description, root, 0, []);

    /// <summary>Whether RE2 accepts the pattern.</summary>
    public static bool IsValid(string pattern)
    {
        try
        {
            Compile(pattern);
            return true;
        }
        catch (BuiltinException)
        {
            return false;
        }
    }

    /// <summary>The pattern that matches exactly the given text.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (@"\.+*?()|[]{}^$".Contains(c))
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>Whether the pattern matches anywhere in the text.</summary>
    public bool IsMatch(string text, CancellationToken cancellation = default) => program.IsLiteral
        ? text.Contains(program.Prefix, StringComparison.Ordinal)
        : new PikeMachine(program, text, 0, cancellation).Run(0, []);

    /// <summary>
    /// The successive non-overlapping matches, at most <paramref name="limit"/> unless it is negative. Each is a list of
    /// start and end offsets: first the match, then its groups; -1 for a group that took no part.
    /// </summary>
    public IEnumerable<int[]> FindAll(string text, int limit = -1, CancellationToken cancellation = default)
    {
        int slots = 2 * (CaptureCount + 1);
        var machine = new PikeMachine(program, text, slots, cancellation);
        int[] captures = new int[slots];
        int position = 0, previousEnd = -1;
        for (int found = 0; found != limit && position <= text.Length && machine.Run(position, captures);)
        {
            // An empty match directly after the previous match does not count.
            bool accepted = captures[1] != captures[0] || captures[0] != previousEnd;
            previousEnd = captures[1];
            position = captures[1] > position ? captures[1] : position + RuneLength(text, position);
            if (accepted)
            {
                found++;
                yield return (int[])captures.Clone();
            }
        }
    }

    /// <summary>Replaces every match by the template, in which <c>$1</c>, <c>${1}</c>, <c>$name</c> and <c>$$</c> are expanded.</summary>
    public string Replace(string text, string template, Action<long>? charge = null, CancellationToken cancellation = default)
    {
        var result = new StringBuilder();
        int copied = 0;
        foreach (int[] match in FindAll(text, -1, cancellation))
        {
            int before = result.Length;
            result.Append(text, copied, match[0] - copied);
            Expand(template, text, match, result);
            copied = match[1];
            charge?.Invoke(result.Length - before);
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>The pieces between the matches; an empty match never splits at the very start.</summary>
    public IReadOnlyList<string> Split(string text, CancellationToken cancellation = default)
    {
        if (text.Length == 0 && pattern.Length > 0)
        {
            return [""];
        }

        List<string> pieces = [];
        int begin = 0, end = 0;
        foreach (int[] match in FindAll(text, -1, cancellation))
        {
            end = match[0];
            if (match[1] != 0)
            {
                pieces.Add(text[begin..end]);
            }

            begin = match[1];
        }

        if (end != text.Length)
        {
            pieces.Add(text[begin..]);
        }

        return pieces;
    }

    private static int RuneLength(string text, int position) =>
        position + 1 < text.Length && char.IsSurrogatePair(text[position], text[position + 1]) ? 2 : 1;

    private void Expand(string template, string text, int[] match, StringBuilder result)
    {
        int position = 0;
        while (position < template.Length)
        {
            int dollar = template.IndexOf('$', position);
            if (dollar < 0)
            {
                break;
            }

            result.Append(template, position, dollar - position);
            position = dollar + 1;
            if (position < template.Length && template[position] == '$')
            {
                result.Append('$');
                position++;
            }
            else if (TryReadName(template, ref position, out string name))
            {
                AppendGroup(name, text, match, result);
            }
            else
            {
                result.Append('$');
            }
        }

        result.Append(template, position, template.Length - position);
    }

    private static bool TryReadName(string template, ref int position, out string name)
    {
        bool braced = position < template.Length && template[position] == '{';
        int start = braced ? position + 1 : position;
        int end = start;
        while (end < template.Length && Rune.TryGetRuneAt(template, end, out Rune rune) && (rune.Value == '_' || Rune.IsLetterOrDigit(rune)))
        {
            end += rune.Utf16SequenceLength;
        }

        name = template[start..end];
        if (name.Length == 0 || braced && (end >= template.Length || template[end] != '}'))
        {
            return false;
        }

        position = braced ? end + 1 : end;
        return true;
    }

    private void AppendGroup(string name, string text, int[] match, StringBuilder result)
    {
        int index = name.All(char.IsAsciiDigit) && (name.Length == 1 || name[0] != '0') && name.Length < 9
            ? int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)
            : names.GetValueOrDefault(name, -1);
        if (index >= 0 && 2 * index + 1 < match.Length && match[2 * index] >= 0)
        {
            result.Append(text, match[2 * index], match[2 * index + 1] - match[2 * index]);
        }
    }
}
