using System.Text;

namespace Platform.Rego.Builtins.RegularExpressions;

/// <summary>
/// Whether two glob-style expressions (<c>. * + [a-z] \</c>) have a non-empty text in common, by walking both
/// in step: at most one visit per pair of positions.
/// </summary>
internal static class GlobIntersection
{
    private sealed record Token(CharacterSet Members, bool Repeats);

    /// <exception cref="BuiltinException">One of the expressions is malformed.</exception>
    public static bool IsNonEmpty(string left, string right)
    {
        List<Token> a = Tokenize(left), b = Tokenize(right);
        Queue<(int I, int J, bool Consumed)> pending = new();
        HashSet<(int, int, bool)> seen = [];
        Visit(0, 0, false);
        while (pending.TryDequeue(out (int I, int J, bool Consumed) at))
        {
            (int i, int j, bool consumed) = at;
            if (i == a.Count && j == b.Count)
            {
                if (consumed)
                {
                    return true;
                }

                continue;
            }

            if (i < a.Count && a[i].Repeats)
            {
                Visit(i + 1, j, consumed);
            }

            if (j < b.Count && b[j].Repeats)
            {
                Visit(i, j + 1, consumed);
            }

            if (i < a.Count && j < b.Count && Overlap(a[i].Members, b[j].Members))
            {
                Visit(a[i].Repeats ? i : i + 1, b[j].Repeats ? j : j + 1, true);
            }
        }

        return false;

        void Visit(int i, int j, bool consumed)
        {
            if (seen.Add((i, j, consumed)))
            {
                pending.Enqueue((i, j, consumed));
            }
        }
    }

    private static bool Overlap(CharacterSet left, CharacterSet right)
    {
        ReadOnlySpan<int> a = left.Bounds, b = right.Bounds;
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            if (a[i + 1] < b[j])
            {
                i += 2;
            }
            else if (b[j + 1] < a[i])
            {
                j += 2;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private static List<Token> Tokenize(string input)
    {
        int[] runes = [.. input.EnumerateRunes().Select(rune => rune.Value)];
        List<Token> tokens = [];
        for (int i = 0; i < runes.Length;)
        {
            (int rune, bool escaped) = Next(input, runes, ref i);
            CharacterSet set = (rune, escaped) switch
            {
                ('.', false) => CharacterSet.Any,
                ('[', false) => Set(input, runes, ref i),
                (']', false) => throw Invalid(input, i, "set-close ']' with no preceding '['"),
                ('*' or '+', false) => throw Invalid(input, i, $"flag '{(char)rune}' must be preceded by a non-flag"),
                _ => CharacterSet.Of((rune, rune)),
            };
            int flag = i < runes.Length ? runes[i] : 0;
            if (flag is '*' or '+')
            {
                i++;
            }

            if (flag != '*')
            {
                tokens.Add(new Token(set, false));
            }

            if (flag is '*' or '+')
            {
                tokens.Add(new Token(set, true));
            }
        }

        return tokens;
    }

    private static CharacterSet Set(string input, int[] runes, ref int i)
    {
        List<(int, int)> members = [];
        int previous = -1;
        while (i < runes.Length)
        {
            (int rune, bool escaped) = Next(input, runes, ref i);
            if (rune == ']' && !escaped)
            {
                return CharacterSet.Of([.. members]);
            }

            if (rune != '-' || escaped)
            {
                members.Add((rune, rune));
                previous = rune;
                continue;
            }

            if (previous < 0)
            {
                throw Invalid(input, i, "range character '-' must be preceded by a Unicode character");
            }

            if (i >= runes.Length - 1)
            {
                throw Invalid(input, i, "range character '-' must be followed by a Unicode character");
            }

            (int high, escaped) = Next(input, runes, ref i);
            if (high is ']' or '-' && !escaped)
            {
                throw Invalid(input, i, "range character '-' cannot be followed by a special symbol");
            }

            if (high < previous)
            {
                throw Invalid(input, i, $"range is out of order: '{new Rune(high)}' comes before '{new Rune(previous)}' in Unicode");
            }

            members.Add((previous, high));
            previous = -1;
        }

        throw Invalid(input, i, "found [ without matching ]");
    }

    private static (int Rune, bool Escaped) Next(string input, int[] runes, ref int i)
    {
        if (runes[i] != '\\')
        {
            return (runes[i++], false);
        }

        if (i + 1 >= runes.Length)
        {
            throw Invalid(input, i, @"input ends with a \ (escape) character");
        }

        i += 2;
        return (runes[i - 1], true);
    }

    private static BuiltinException Invalid(string input, int position, string message) =>
        new($"input:{input}, pos:{position}, {message}: the input provided is invalid");
}
