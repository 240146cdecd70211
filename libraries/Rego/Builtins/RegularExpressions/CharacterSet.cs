namespace Platform.Rego.Builtins.RegularExpressions;

/// <summary>An immutable set of code points as sorted, disjoint ranges.</summary>
internal sealed class CharacterSet
{
    public const int MaxRune = 0x10FFFF;

    private readonly int[] bounds; // lo, hi, lo, hi, …
    private readonly ulong asciiLow;
    private readonly ulong asciiHigh;

    private CharacterSet(int[] bounds)
    {
        this.bounds = bounds;
        for (int c = 0; c < 64; c++)
        {
            asciiLow |= Search(c) ? 1UL << c : 0;
            asciiHigh |= Search(c + 64) ? 1UL << c : 0;
        }
    }

    public static CharacterSet Empty { get; } = new([]);

    public static CharacterSet Any { get; } = new([0, MaxRune]);

    public static CharacterSet AnyButNewline { get; } = new([0, '\n' - 1, '\n' + 1, MaxRune]);

    public ReadOnlySpan<int> Bounds => bounds;

    public static CharacterSet Of(params ReadOnlySpan<(int Low, int High)> ranges)
    {
        (int Low, int High)[] sorted = ranges.ToArray();
        Array.Sort(sorted);
        List<int> merged = [];
        foreach ((int low, int high) in sorted)
        {
            if (merged.Count > 0 && low <= merged[^1] + 1)
            {
                merged[^1] = Math.Max(merged[^1], high);
            }
            else
            {
                merged.Add(low);
                merged.Add(high);
            }
        }

        return new CharacterSet([.. merged]);
    }

    public CharacterSet Negate()
    {
        List<int> gaps = [];
        int next = 0;
        for (int i = 0; i < bounds.Length; i += 2)
        {
            if (bounds[i] > next)
            {
                gaps.Add(next);
                gaps.Add(bounds[i] - 1);
            }

            next = bounds[i + 1] + 1;
        }

        if (next <= MaxRune)
        {
            gaps.Add(next);
            gaps.Add(MaxRune);
        }

        return new CharacterSet([.. gaps]);
    }

    /// <summary>The set together with every code point that differs from a member only by case.</summary>
    public CharacterSet Fold()
    {
        List<(int, int)> ranges = [];
        AddTo(ranges);
        foreach (int rune in CaseFolding.CasedRunes)
        {
            if (!Contains(rune) && CaseFolding.Orbit(rune).Any(Contains))
            {
                ranges.Add((rune, rune));
            }
        }

        return Of([.. ranges]);
    }

    public void AddTo(List<(int Low, int High)> ranges)
    {
        for (int i = 0; i < bounds.Length; i += 2)
        {
            ranges.Add((bounds[i], bounds[i + 1]));
        }
    }

    public bool Contains(int rune) =>
        rune < 64 ? (asciiLow >> rune & 1) != 0 : rune < 128 ? (asciiHigh >> (rune - 64) & 1) != 0 : Search(rune);

    private bool Search(int rune)
    {
        int low = 0, high = bounds.Length / 2 - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (rune < bounds[2 * middle])
            {
                high = middle - 1;
            }
            else if (rune > bounds[2 * middle + 1])
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }
}
