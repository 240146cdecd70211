using System.Text;
using Platform.Rego.Builtins.RegularExpressions;

namespace Platform.Rego.Builtins.Glob;

/// <summary>Reads a glob into a regular-expression tree.</summary>
internal sealed class GlobParser
{
    private const int MaxDepth = 500;

    private static readonly RegexNode AnyText = new RegexNode.Repeat(new RegexNode.Set(CharacterSet.Any), 0, -1, true);

    private readonly int[] runes;
    private readonly RegexNode single;
    private int position;
    private int depth;

    private GlobParser(string pattern, string delimiters)
    {
        runes = [.. pattern.EnumerateRunes().Select(rune => rune.Value)];
        (int, int)[] excluded = [.. delimiters.EnumerateRunes().Select(rune => (rune.Value, rune.Value))];
        single = new RegexNode.Set(CharacterSet.Of(excluded).Negate());
    }

    public static RegexNode Parse(string pattern, string delimiters)
    {
        var parser = new GlobParser(pattern, delimiters);
        return parser.ParseSequence();
    }

    private bool More => position < runes.Length;

    private RegexNode ParseSequence()
    {
        List<RegexNode> parts = [];
        while (More && !(depth > 0 && runes[position] is ',' or '}'))
        {
            parts.Add(ParsePart());
        }

        return new RegexNode.Concatenation(parts);
    }

    private RegexNode ParsePart()
    {
        int rune = runes[position++];
        switch (rune)
        {
            case '*' when More && runes[position] == '*':
                position++;
                return AnyText;
            case '*':
                return new RegexNode.Repeat(single, 0, -1, true);
            case '?':
                return single;
            case '[':
                return ParseClass();
            case '{':
                return ParseAlternatives();
            case '\\':
                return More ? new RegexNode.Literal(runes[position++], false) : new RegexNode.Empty();
            default:
                return new RegexNode.Literal(rune, false);
        }
    }

    /// <summary>Alternatives; the end of the pattern closes open ones.</summary>
    private RegexNode.Alternation ParseAlternatives()
    {
        if (++depth > MaxDepth)
        {
            throw new BuiltinException("pattern nests too deeply");
        }

        List<RegexNode> branches = [ParseSequence()];
        while (More && runes[position] == ',')
        {
            position++;
            branches.Add(ParseSequence());
        }

        position++;
        depth--;
        return new RegexNode.Alternation(branches);
    }

    private RegexNode.Set ParseClass()
    {
        bool negated = More && runes[position] == '!';
        if (negated)
        {
            position++;
        }

        CharacterSet set = position + 1 < runes.Length && runes[position + 1] == '-' ? ParseRange() : ParseList();
        return new RegexNode.Set(negated ? set.Negate() : set);
    }

    private CharacterSet ParseRange()
    {
        if (position + 2 >= runes.Length)
        {
            throw new BuiltinException("unexpected end of input");
        }

        int low = runes[position], high = runes[position + 2];
        position += 3;
        Close();
        return high < low
            ? throw new BuiltinException($"hi character '{new Rune(high)}' should be greater than lo '{new Rune(low)}'")
            : CharacterSet.Of((low, high));
    }

    private CharacterSet ParseList()
    {
        List<(int, int)> members = [];
        while (More && runes[position] != ']')
        {
            int rune = runes[position++];
            if (rune == '\\')
            {
                if (!More)
                {
                    break;
                }

                rune = runes[position++];
            }

            members.Add((rune, rune));
        }

        Close();
        return members.Count == 0 ? throw new BuiltinException("could not parse range") : CharacterSet.Of([.. members]);
    }

    private void Close()
    {
        if (!More)
        {
            throw new BuiltinException("unexpected end of input");
        }

        if (runes[position++] != ']')
        {
            throw new BuiltinException("expected close range character");
        }
    }
}
