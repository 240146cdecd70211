using System.Text;

namespace Platform.Rego.Builtins.Yaml;

/// <summary>In which styles block YAML may write a text.</summary>
internal readonly record struct ScalarAnalysis(bool AllowsPlain, bool AllowsSingleQuotes, bool AllowsLiteral, bool IsMultiline)
{
    public static ScalarAnalysis Of(string text)
    {
        if (text.Length == 0)
        {
            return new ScalarAnalysis(AllowsPlain: true, AllowsSingleQuotes: true, AllowsLiteral: false, IsMultiline: false);
        }

        bool hasIndicators = text.StartsWith("---", StringComparison.Ordinal) || text.StartsWith("...", StringComparison.Ordinal);
        bool hasBreaks = false;
        bool hasSpecials = false;
        bool hasSpaceBeforeBreak = false;
        bool hasBreakBeforeSpace = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool isBlankNext = i + 1 == text.Length || IsBlank(text[i + 1]);
            hasIndicators |= c switch
            {
                ',' or '[' or ']' or '{' or '}' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`' => i == 0,
                '#' => i == 0 || IsBlank(text[i - 1]),
                '?' or '-' => i == 0 && isBlankNext,
                ':' => isBlankNext,
                _ => false,
            };
            hasBreaks |= IsBreak(c);
            hasSpecials |= !IsPrintable(c);
            hasSpaceBeforeBreak |= IsBreak(c) && i > 0 && text[i - 1] == ' ';
            hasBreakBeforeSpace |= c == ' ' && i > 0 && IsBreak(text[i - 1]);
        }

        bool isOpen = text[0] == ' ' || text[^1] == ' ' || IsBreak(text[0]) || IsBreak(text[^1]);
        bool needsEscapes = hasSpaceBeforeBreak || hasSpecials;
        return new ScalarAnalysis(
            AllowsPlain: !(isOpen || hasBreaks || hasIndicators || needsEscapes),
            AllowsSingleQuotes: !(hasBreakBeforeSpace || needsEscapes),
            AllowsLiteral: !(text[^1] == ' ' || needsEscapes),
            IsMultiline: hasBreaks);
    }

    public static bool IsBreak(char c) => c is '\n' or '\r' or '\x85' or '\u2028' or '\u2029';

    // What lies beyond the basic plane is a pair of surrogates, which are escaped.
    public static bool IsPrintable(char c) => c is '\n' or (>= ' ' and <= '~') or (>= '\xA0' and < '\uD800') or (>= '\uE000' and <= '\uFFFD' and not '\uFEFF');

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\0' || IsBreak(c);
}
