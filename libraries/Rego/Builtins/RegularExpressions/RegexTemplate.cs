using System.Text;

namespace Platform.Rego.Builtins.RegularExpressions;

/// <summary>Literal text with regular expressions between delimiters, as in <c>urn:foo:{.*}</c>.</summary>
internal static class RegexTemplate
{
    /// <exception cref="BuiltinException">One of the expressions is malformed.</exception>
    /// <exception cref="BuiltinException">The delimiters are not balanced.</exception>
    public static GoRegex Compile(string template, char start, char end)
    {
        var pattern = new StringBuilder("^");
        int literal = 0;
        foreach ((int open, int close) in Delimited(template, start, end))
        {
            string expression = template[(open + 1)..close];
            GoRegex.Compile($"^{expression}$");
            pattern.Append(GoRegex.Escape(template[literal..open])).Append('(').Append(expression).Append(')');
            literal = close + 1;
        }

        return GoRegex.Compile(pattern.Append(GoRegex.Escape(template[literal..])).Append('$').ToString());
    }

    private static List<(int Open, int Close)> Delimited(string template, char start, char end)
    {
        List<(int, int)> found = [];
        int level = 0, open = 0;
        for (int i = 0; i < template.Length; i++)
        {
            if (template[i] == start)
            {
                if (++level == 1)
                {
                    open = i;
                }
            }
            else if (template[i] == end && --level == 0)
            {
                found.Add((open, i));
            }

            if (level < 0)
            {
                break;
            }
        }

        return level == 0 ? found : throw new BuiltinException($"unbalanced braces in {Formatting.GoQuote.Quote(template)}");
    }
}
