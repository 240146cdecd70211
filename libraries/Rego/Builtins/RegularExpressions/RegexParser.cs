using System.Text;

namespace Platform.Rego.Builtins.RegularExpressions;

/// <summary>
/// Parses RE2 syntax as Go's regexp/syntax does with its Perl flags: https://pkg.go.dev/regexp/syntax.
/// </summary>
internal sealed class RegexParser
{
    private const int MaxDepth = 1000;
    private const int MaxRepeat = 1000;

    [Flags]
    private enum Flags
    {
        None = 0,
        IgnoreCase = 1,
        MultiLine = 2,
        DotNewline = 4,
        Ungreedy = 8,
    }

    private readonly string pattern;
    private readonly HashSet<string> names = [];
    private readonly List<(string Name, int Index)> named = [];
    private int position;
    private int captures;
    private int depth;
    private Flags flags;

    private RegexParser(string pattern) => this.pattern = pattern;

    public static (RegexNode Root, int CaptureCount, IReadOnlyCollection<(string Name, int Index)> Names) Parse(string pattern)
    {
        var parser = new RegexParser(pattern);
        RegexNode root = parser.ParseAlternation();
        if (parser.position < pattern.Length)
        {
            throw RegexSyntax.Error("unexpected )", pattern);
        }

        return (root, parser.captures, parser.named);
    }

    private bool More => position < pattern.Length;

    private char Current => pattern[position];

    private RegexNode ParseAlternation()
    {
        if (++depth > MaxDepth)
        {
            throw RegexSyntax.Error("expression nests too deeply", pattern);
        }

        List<RegexNode> branches = [ParseConcatenation()];
        while (More && Current == '|')
        {
            position++;
            branches.Add(ParseConcatenation());
        }

        depth--;
        return branches.Count == 1 ? branches[0] : new RegexNode.Alternation(branches);
    }

    private RegexNode ParseConcatenation()
    {
        List<RegexNode> parts = [];
        while (More && Current is not ('|' or ')'))
        {
            ParsePart(parts);
        }

        return parts.Count switch { 0 => new RegexNode.Empty(), 1 => parts[0], _ => new RegexNode.Concatenation(parts) };
    }

    private void ParsePart(List<RegexNode> parts)
    {
        int start = position;
        switch (Current)
        {
            case '(':
                if (ParseGroup() is { } group)
                {
                    parts.Add(ParseRepeats(group));
                }
                else if (More && RepeatLength() > 0)
                {
                    throw MissingArgument();
                }

                return;
            case '*' or '+' or '?':
                throw MissingArgument();
            case '{' when RepeatLength() > 0:
                throw MissingArgument();
            case '[':
                parts.Add(ParseRepeats(new RegexNode.Set(ParseClass())));
                return;
            case '.':
                position++;
                parts.Add(ParseRepeats(new RegexNode.Set(flags.HasFlag(Flags.DotNewline) ? CharacterSet.Any : CharacterSet.AnyButNewline)));
                return;
            case '^':
                position++;
                parts.Add(ParseRepeats(Assert(flags.HasFlag(Flags.MultiLine) ? RegexAssertion.BeginLine : RegexAssertion.BeginText)));
                return;
            case '$':
                position++;
                parts.Add(ParseRepeats(Assert(flags.HasFlag(Flags.MultiLine) ? RegexAssertion.EndLine : RegexAssertion.EndText)));
                return;
            case '\\':
                ParseEscapedPart(parts, start);
                return;
            default:
                parts.Add(ParseRepeats(Literal(NextRune())));
                return;
        }
    }

    private void ParseEscapedPart(List<RegexNode> parts, int start)
    {
        char escaped = position + 1 < pattern.Length ? pattern[position + 1] : '\0';
        RegexAssertion? assertion = escaped switch
        {
            'A' => RegexAssertion.BeginText,
            'z' => RegexAssertion.EndText,
            'b' => RegexAssertion.WordBoundary,
            'B' => RegexAssertion.NotWordBoundary,
            _ => null,
        };
        if (assertion is { } kind)
        {
            position += 2;
            parts.Add(ParseRepeats(Assert(kind)));
            return;
        }

        switch (escaped)
        {
            case 'C':
                throw RegexSyntax.Error("invalid escape sequence", "\\C");
            case 'Q':
                ParseQuoted(parts);
                return;
            case 'p' or 'P':
                parts.Add(ParseRepeats(new RegexNode.Set(ParseUnicodeClass())));
                return;
            default:
                if (PerlClass() is { } perl)
                {
                    parts.Add(ParseRepeats(new RegexNode.Set(perl)));
                    return;
                }

                position = start;
                parts.Add(ParseRepeats(Literal(ParseEscape())));
                return;
        }
    }

    private void ParseQuoted(List<RegexNode> parts)
    {
        position += 2;
        int end = pattern.IndexOf("\\E", position, StringComparison.Ordinal);
        int stop = end < 0 ? pattern.Length : end;
        while (position < stop)
        {
            RegexNode literal = Literal(NextRune());
            if (position >= stop)
            {
                position = end < 0 ? stop : stop + 2;
                parts.Add(ParseRepeats(literal));
                return;
            }

            parts.Add(literal);
        }

        position = end < 0 ? stop : stop + 2;
    }

    private RegexNode Literal(int rune) =>
        new RegexNode.Literal(rune, flags.HasFlag(Flags.IgnoreCase) && CaseFolding.OrbitSpan(rune).Length > 0);

    private static RegexNode.Assertion Assert(RegexAssertion kind) => new(kind);

    private BuiltinException MissingArgument()
    {
        int length = Math.Max(1, RepeatLength());
        return RegexSyntax.Error("missing argument to repetition operator", pattern.Substring(position, length));
    }

    /// <summary>The length of the repetition operator at the position, 0 if there is none.</summary>
    private int RepeatLength()
    {
        if (!More)
        {
            return 0;
        }

        int start = position;
        int length = Current switch
        {
            '*' or '+' or '?' => 1,
            '{' => TryParseCounts(out _, out _) ? position - start : 0,
            _ => 0,
        };
        position = start;
        return length > 0 && start + length < pattern.Length && pattern[start + length] == '?' ? length + 1 : length;
    }

    private RegexNode ParseRepeats(RegexNode node)
    {
        int previous = -1;
        while (More)
        {
            int start = position;
            (int minimum, int maximum) = (0, -1);
            switch (Current)
            {
                case '*':
                    position++;
                    break;
                case '+':
                    minimum = 1;
                    position++;
                    break;
                case '?':
                    maximum = 1;
                    position++;
                    break;
                case '{' when TryParseCounts(out minimum, out maximum):
                    if (minimum > MaxRepeat || maximum > MaxRepeat || maximum >= 0 && minimum > maximum)
                    {
                        throw RegexSyntax.Error("invalid repeat count", pattern[start..position]);
                    }

                    break;
                default:
                    return node;
            }

            bool greedy = !flags.HasFlag(Flags.Ungreedy);
            if (More && Current == '?')
            {
                greedy = !greedy;
                position++;
            }

            if (previous >= 0)
            {
                throw RegexSyntax.Error("invalid nested repetition operator", pattern[previous..position]);
            }

            previous = start;
            node = new RegexNode.Repeat(node, minimum, maximum, greedy);
        }

        return node;
    }

    private bool TryParseCounts(out int minimum, out int maximum)
    {
        int start = position++;
        maximum = -1;
        if (!TryParseNumber(out minimum))
        {
            position = start;
            return false;
        }

        maximum = minimum;
        if (More && Current == ',')
        {
            position++;
            maximum = -1;
            if (More && Current != '}' && !TryParseNumber(out maximum))
            {
                position = start;
                return false;
            }
        }

        if (!More || Current != '}')
        {
            position = start;
            return false;
        }

        position++;
        return true;
    }

    private bool TryParseNumber(out int value)
    {
        int start = position;
        value = 0;
        while (More && char.IsAsciiDigit(Current))
        {
            value = Math.Min(value * 10 + (Current - '0'), 1_000_000);
            position++;
        }

        // No leading zeros.
        return position > start && !(position - start > 1 && pattern[start] == '0');
    }

    /// <returns>The group, or null for a change of flags such as <c>(?i)</c>.</returns>
    private RegexNode? ParseGroup()
    {
        int start = position;
        Flags outer = flags;
        int? index = null;
        string? name = null;
        if (position + 1 < pattern.Length && pattern[position + 1] == '?')
        {
            if (StartsNamedGroup())
            {
                name = ParseGroupName();
                index = ++captures;
                named.Add((name, captures));
            }
            else if (!ParseGroupFlags(start))
            {
                return null;
            }
        }
        else
        {
            position++;
            index = ++captures;
        }

        RegexNode body = ParseAlternation();
        if (!More)
        {
            throw RegexSyntax.Error("missing closing )", pattern);
        }

        position++;
        flags = outer;
        return index is { } number ? new RegexNode.Capture(number, name, body) : body is RegexNode.Repeat ? Wrap(body) : body;
    }

    // (?:a*)* is allowed although a** is not, and must not look like it to later passes.
    private static RegexNode Wrap(RegexNode body) => new RegexNode.Concatenation([body]);

    private bool StartsNamedGroup()
    {
        ReadOnlySpan<char> rest = pattern.AsSpan(position);
        if (rest.StartsWith("(?P<") || rest.StartsWith("(?<") && !rest.StartsWith("(?<=") && !rest.StartsWith("(?<!"))
        {
            return true;
        }

        return rest.StartsWith("(?<=") || rest.StartsWith("(?<!")
            ? throw RegexSyntax.Error("invalid or unsupported Perl syntax", rest[..4].ToString())
            : false;
    }

    private string ParseGroupName()
    {
        int open = pattern.IndexOf('<', position);
        int close = pattern.IndexOf('>', open);
        if (close < 0)
        {
            throw RegexSyntax.Error("invalid named capture", pattern[position..]);
        }

        string capture = pattern[position..(close + 1)];
        string name = pattern[(open + 1)..close];
        if (name.Length == 0 || !name.All(c => c == '_' || char.IsAsciiLetterOrDigit(c)))
        {
            throw RegexSyntax.Error("invalid named capture", capture);
        }

        if (!names.Add(name))
        {
            throw RegexSyntax.Error("duplicate capture group name", name);
        }

        position = close + 1;
        return name;
    }

    /// <returns>Whether a group follows, as in <c>(?i:…)</c>.</returns>
    private bool ParseGroupFlags(int start)
    {
        position += 2;
        Flags changed = flags;
        bool negative = false, any = false;
        while (More)
        {
            char c = Current;
            position++;
            switch (c)
            {
                case 'i' or 'm' or 's' or 'U':
                    Flags flag = c switch { 'i' => Flags.IgnoreCase, 'm' => Flags.MultiLine, 's' => Flags.DotNewline, _ => Flags.Ungreedy };
                    changed = negative ? changed & ~flag : changed | flag;
                    any = true;
                    continue;
                case '-' when !negative:
                    negative = true;
                    any = false;
                    continue;
                case ':' or ')' when !negative || any:
                    flags = changed;
                    return c == ':';
            }

            throw RegexSyntax.Error("invalid or unsupported Perl syntax", pattern[start..position]);
        }

        throw RegexSyntax.Error("missing closing )", pattern);
    }

    private CharacterSet ParseClass()
    {
        int start = position++;
        List<(int Low, int High)> ranges = [];
        bool negated = More && Current == '^';
        if (negated)
        {
            position++;
        }

        for (bool first = true; !More || Current != ']' || first; first = false)
        {
            if (!More)
            {
                throw RegexSyntax.Error("missing closing ]", pattern[start..]);
            }

            // POSIX: a - is only unescaped at the ends; Perl, and so Go, takes it anywhere.
            if (TryParseNamedClass() is { } nested)
            {
                nested.AddTo(ranges);
                continue;
            }

            int rangeStart = position;
            int low = ParseClassRune(start);
            int high = low;
            if (position + 1 < pattern.Length && Current == '-' && pattern[position + 1] != ']')
            {
                position++;
                high = ParseClassRune(start);
                if (high < low)
                {
                    throw RegexSyntax.Error("invalid character class range", pattern[rangeStart..position]);
                }
            }

            ranges.Add((low, high));
        }

        position++;
        CharacterSet set = CharacterSet.Of([.. ranges]);
        set = flags.HasFlag(Flags.IgnoreCase) ? set.Fold() : set;
        return negated ? set.Negate() : set;
    }

    private CharacterSet? TryParseNamedClass()
    {
        ReadOnlySpan<char> rest = pattern.AsSpan(position);
        if (rest.StartsWith("[:"))
        {
            int end = rest.IndexOf(":]");
            if (end >= 0)
            {
                string name = rest[..(end + 2)].ToString();
                CharacterSet posix = PredefinedClasses.Posix(name) ?? throw RegexSyntax.Error("invalid character class range", name);
                position += name.Length;
                return flags.HasFlag(Flags.IgnoreCase) ? posix.Fold() : posix;
            }
        }

        return rest.StartsWith("\\p") || rest.StartsWith("\\P") ? ParseUnicodeClass() : PerlClass();
    }

    private CharacterSet? PerlClass()
    {
        if (position + 1 >= pattern.Length || Current != '\\' || PredefinedClasses.Perl(pattern[position + 1]) is not { } set)
        {
            return null;
        }

        position += 2;
        return set;
    }

    private int ParseClassRune(int classStart)
    {
        if (!More)
        {
            throw RegexSyntax.Error("missing closing ]", pattern[classStart..]);
        }

        return Current == '\\' ? ParseEscape() : NextRune();
    }

    private CharacterSet ParseUnicodeClass()
    {
        int start = position;
        bool negated = pattern[position + 1] == 'P';
        position += 2;
        if (!More)
        {
            throw RegexSyntax.Error("invalid character class range", pattern[start..]);
        }

        string name;
        if (Current == '{')
        {
            int close = pattern.IndexOf('}', position);
            if (close < 0)
            {
                throw RegexSyntax.Error("invalid character class range", pattern[start..]);
            }

            name = pattern[(position + 1)..close];
            position = close + 1;
        }
        else
        {
            name = char.ConvertFromUtf32(NextRune());
        }

        string fragment = pattern[start..position];
        if (name.StartsWith('^'))
        {
            negated = !negated;
            name = name[1..];
        }

        CharacterSet set = UnicodeClasses.Find(name) ?? throw RegexSyntax.Error("invalid character class range", fragment);
        set = flags.HasFlag(Flags.IgnoreCase) ? set.Fold() : set;
        return negated ? set.Negate() : set;
    }

    private int ParseEscape()
    {
        int start = position++;
        if (!More)
        {
            throw RegexSyntax.Error("trailing backslash at end of expression", "");
        }

        int c = NextRune();
        switch (c)
        {
            case >= '1' and <= '7' when !More || Current is < '0' or > '7':
                break; // a single non-zero digit would be a backreference
            case >= '0' and <= '7':
                return ParseOctal(c - '0');
            case 'x':
                return ParseHexadecimal(start);
            case 'a':
                return 7;
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'v':
                return '\v';
            case < 0x80 when !char.IsAsciiLetterOrDigit((char)c):
                return c;
        }

        throw InvalidEscape(start);
    }

    private int ParseOctal(int value)
    {
        for (int i = 1; i < 3 && More && Current is >= '0' and <= '7'; i++)
        {
            value = value * 8 + Current - '0';
            position++;
        }

        return value;
    }

    private int ParseHexadecimal(int start)
    {
        if (!More)
        {
            throw InvalidEscape(start);
        }

        int value = 0;
        if (Current == '{')
        {
            int digits = 0;
            for (position++; More && Current != '}'; position++, digits++)
            {
                if (!char.IsAsciiHexDigit(Current) || (value = value * 16 + Convert.ToInt32(Current.ToString(), 16)) > CharacterSet.MaxRune)
                {
                    position++;
                    throw InvalidEscape(start);
                }
            }

            if (!More || digits == 0)
            {
                throw InvalidEscape(start);
            }

            position++;
            return value;
        }

        for (int i = 0; i < 2; i++, position++)
        {
            if (!More || !char.IsAsciiHexDigit(Current))
            {
                throw InvalidEscape(start);
            }

            value = value * 16 + Convert.ToInt32(Current.ToString(), 16);
        }

        return value;
    }

    private BuiltinException InvalidEscape(int start) => RegexSyntax.Error("invalid escape sequence", pattern[start..Math.Min(position, pattern.Length)]);

    private int NextRune()
    {
        if (Rune.DecodeFromUtf16(pattern.AsSpan(position), out Rune rune, out int length) != System.Buffers.OperationStatus.Done)
        {
            throw RegexSyntax.Error("invalid UTF-8", pattern);
        }

        position += length;
        return rune.Value;
    }
}
