using System.Globalization;
using System.Text;

namespace Platform.Rego.Builtins.Yaml;

/// <summary>How YAML output sorts keys: letters after other characters, runs of digits by number (<c>a2</c> before <c>a10</c>).</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static NaturalOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        Rune[] a = [.. (x ?? "").EnumerateRunes()];
        Rune[] b = [.. (y ?? "").EnumerateRunes()];
        bool afterDigit = false;
        for (int i = 0; i < a.Length && i < b.Length; i++)
        {
            if (a[i] != b[i])
            {
                return CompareFrom(a, b, i, afterDigit);
            }

            afterDigit = Rune.IsDigit(a[i]);
        }

        int byLength = a.Length.CompareTo(b.Length);
        return byLength != 0 ? byLength : string.CompareOrdinal(x, y);
    }

    private static int CompareFrom(Rune[] a, Rune[] b, int at, bool afterDigit)
    {
        (bool isLetterA, bool isLetterB) = (Rune.IsLetter(a[at]), Rune.IsLetter(b[at]));
        if (isLetterA != isLetterB)
        {
            // A number that has ended is shorter than one that goes on.
            return isLetterA == afterDigit ? -1 : 1;
        }

        if (!isLetterA)
        {
            (int endA, int endB) = (DigitsEnd(a, at), DigitsEnd(b, at));
            bool isInsideNumber = HasSignificantDigitBefore(a, at);
            int byNumber = CompareDigits(a.AsSpan(at..endA), b.AsSpan(at..endB), isInsideNumber);
            if (byNumber != 0)
            {
                return byNumber;
            }

            if (endA != endB)
            {
                return endA.CompareTo(endB);
            }
        }

        return a[at].CompareTo(b[at]);
    }

    private static int DigitsEnd(Rune[] text, int start)
    {
        while (start < text.Length && Rune.IsDigit(text[start]))
        {
            start++;
        }

        return start;
    }

    private static bool HasSignificantDigitBefore(Rune[] text, int at)
    {
        for (int i = at - 1; i >= 0 && Rune.IsDigit(text[i]); i--)
        {
            if (text[i].Value != '0')
            {
                return true;
            }
        }

        return false;
    }

    // As numbers of any length; inside a number leading zeros count.
    private static int CompareDigits(ReadOnlySpan<Rune> a, ReadOnlySpan<Rune> b, bool isInsideNumber)
    {
        if (!isInsideNumber)
        {
            a = a.TrimStart(new Rune('0'));
            b = b.TrimStart(new Rune('0'));
        }

        if (a.Length != b.Length)
        {
            return a.Length.CompareTo(b.Length);
        }

        for (int i = 0; i < a.Length; i++)
        {
            int byDigit = Rune.GetNumericValue(a[i]).CompareTo(Rune.GetNumericValue(b[i]));
            if (byDigit != 0)
            {
                return byDigit;
            }
        }

        return 0;
    }
}
