using System.Collections.Concurrent;
using System.Globalization;

namespace Platform.Rego.Builtins.RegularExpressions;

/// <summary>The sets behind <c>\p{…}</c>: general categories from the runtime, scripts from <see cref="UnicodeScripts"/>.</summary>
internal static class UnicodeClasses
{
    private static readonly string[] CategoryNames =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co",
        "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn",
    ];

    private static readonly ConcurrentDictionary<string, CharacterSet?> Known = new(StringComparer.Ordinal);

    public static CharacterSet? Find(string name)
    {
        if (name == "Any")
        {
            return CharacterSet.Any;
        }

        // Only valid names are kept, so that hostile patterns cannot fill the cache.
        if (Known.TryGetValue(name, out CharacterSet? known))
        {
            return known;
        }

        CharacterSet? found = IsCategory(name) ? Category(name) : UnicodeScripts.Find(name);
        if (found is not null)
        {
            Known[name] = found;
        }

        return found;
    }

    // Cn is no table in Go, so \p{Cn} is refused, and C is without it.
    private static bool IsCategory(string name) =>
        name.Length is 1 or 2 && name != "Cn" && CategoryNames.Any(category => category.StartsWith(name, StringComparison.Ordinal));

    private static CharacterSet Category(string name)
    {
        List<(int, int)> ranges = [];
        int start = -1;
        for (int rune = 0; rune <= CharacterSet.MaxRune + 1; rune++)
        {
            bool member = rune <= CharacterSet.MaxRune && IsIn(rune, name);
            if (member && start < 0)
            {
                start = rune;
            }
            else if (!member && start >= 0)
            {
                ranges.Add((start, rune - 1));
                start = -1;
            }
        }

        return CharacterSet.Of([.. ranges]);
    }

    private static bool IsIn(int rune, string name)
    {
        string category = CategoryNames[(int)CharUnicodeInfo.GetUnicodeCategory(rune)];
        return category == name || name.Length == 1 && category[0] == name[0] && category != "Cn";
    }
}
