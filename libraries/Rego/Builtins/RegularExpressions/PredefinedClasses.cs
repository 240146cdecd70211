namespace Platform.Rego.Builtins.RegularExpressions;

/// <summary>The ASCII classes: Perl's <c>\d \s \w</c> and POSIX's <c>[:alpha:]</c>.</summary>
internal static class PredefinedClasses
{
    private static readonly CharacterSet Digit = CharacterSet.Of(('0', '9'));
    private static readonly CharacterSet Space = CharacterSet.Of(('\t', '\n'), ('\f', '\r'), (' ', ' '));
    private static readonly CharacterSet Word = CharacterSet.Of(('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z'));

    public static bool IsWord(int rune) => rune < 128 && Word.Contains(rune);

    public static CharacterSet? Perl(char letter) => letter switch
    {
        'd' => Digit,
        'D' => Digit.Negate(),
        's' => Space,
        'S' => Space.Negate(),
        'w' => Word,
        'W' => Word.Negate(),
        _ => null,
    };

    public static CharacterSet? Posix(string name)
    {
        bool negated = name.StartsWith("[:^", StringComparison.Ordinal);
        CharacterSet? set = name[(negated ? 3 : 2)..^2] switch
        {
            "alnum" => CharacterSet.Of(('0', '9'), ('A', 'Z'), ('a', 'z')),
            "alpha" => CharacterSet.Of(('A', 'Z'), ('a', 'z')),
            "ascii" => CharacterSet.Of((0, 0x7F)),
            "blank" => CharacterSet.Of(('\t', '\t'), (' ', ' ')),
            "cntrl" => CharacterSet.Of((0, 0x1F), (0x7F, 0x7F)),
            "digit" => Digit,
            "graph" => CharacterSet.Of(('!', '~')),
            "lower" => CharacterSet.Of(('a', 'z')),
            "print" => CharacterSet.Of((' ', '~')),
            "punct" => CharacterSet.Of(('!', '/'), (':', '@'), ('[', '`'), ('{', '~')),
            "space" => CharacterSet.Of(('\t', '\r'), (' ', ' ')),
            "upper" => CharacterSet.Of(('A', 'Z')),
            "word" => Word,
            "xdigit" => CharacterSet.Of(('0', '9'), ('A', 'F'), ('a', 'f')),
            _ => null,
        };
        return negated ? set?.Negate() : set;
    }
}
