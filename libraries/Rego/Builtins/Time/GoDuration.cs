using Platform.Rego.Builtins.Formatting;

namespace Platform.Rego.Builtins.Time;

/// <summary>Go's durations such as <c>1h15m30.5s</c>: https://pkg.go.dev/time#ParseDuration.</summary>
internal static class GoDuration
{
    private const ulong Limit = 1UL << 63;

    /// <returns>Nanoseconds.</returns>
    /// <exception cref="BuiltinException">The text is no duration, or one beyond 64 bits.</exception>
    public static long Parse(string text)
    {
        int position = 0;
        bool negative = text.Length > 0 && text[0] == '-';
        if (text.Length > 0 && text[0] is '-' or '+')
        {
            position++;
        }

        if (text.AsSpan(position) is "0")
        {
            return 0;
        }

        if (position == text.Length)
        {
            throw Invalid(text);
        }

        UInt128 total = 0;
        while (position < text.Length)
        {
            total += ReadPart(text, ref position);
            if (total > Limit)
            {
                throw Invalid(text);
            }
        }

        if (negative)
        {
            return total == Limit ? long.MinValue : -(long)total;
        }

        return total < Limit ? (long)total : throw Invalid(text);
    }

    private static UInt128 ReadPart(string text, ref int position)
    {
        int start = position;
        UInt128 whole = 0;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            whole = whole * 10 + (uint)(text[position++] - '0');
            if (whole > Limit)
            {
                throw Invalid(text);
            }
        }

        int digits = position - start;
        UInt128 fraction = 0;
        double scale = 1;
        if (position < text.Length && text[position] == '.')
        {
            position++;
            bool overflow = false;
            while (position < text.Length && char.IsAsciiDigit(text[position]))
            {
                digits++;
                UInt128 next = fraction * 10 + (uint)(text[position++] - '0');
                overflow |= next > Limit;
                if (!overflow)
                {
                    fraction = next;
                    scale *= 10;
                }
            }
        }

        if (digits == 0)
        {
            throw Invalid(text);
        }

        ulong unit = ReadUnit(text, ref position);
        UInt128 nanoseconds = whole * unit;
        if (nanoseconds > Limit)
        {
            throw Invalid(text);
        }

        return nanoseconds + (UInt128)(ulong)((double)fraction * (unit / scale));
    }

    private static ulong ReadUnit(string text, ref int position)
    {
        int start = position;
        while (position < text.Length && text[position] != '.' && !char.IsAsciiDigit(text[position]))
        {
            position++;
        }

        if (position == start)
        {
            throw new BuiltinException($"time: missing unit in duration {GoQuote.Quote(text)}");
        }

        return text[start..position] switch
        {
            "ns" => 1,
            "us" or "µs" or "μs" => 1_000,
            "ms" => 1_000_000,
            "s" => 1_000_000_000,
            "m" => 60_000_000_000,
            "h" => 3_600_000_000_000,
            string unknown => throw new BuiltinException(
                $"time: unknown unit {GoQuote.Quote(unknown)} in duration {GoQuote.Quote(text)}"),
        };
    }

    private static BuiltinException Invalid(string text) => new($"time: invalid duration {GoQuote.Quote(text)}");
}
