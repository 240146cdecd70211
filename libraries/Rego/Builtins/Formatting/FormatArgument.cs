using System.Globalization;
using System.Numerics;
using System.Text;

namespace Platform.Rego.Builtins.Formatting;

/// <summary>Formats one argument by one verb.</summary>
internal static class FormatArgument
{
    public static string TypeName(object argument) => argument switch
    {
        long => "int",
        BigInteger => "*big.Int",
        double => "float64",
        string => "string",
        _ => throw new ArgumentException($"unexpected argument of type {argument.GetType().Name}", nameof(argument)),
    };

    public static void Append(StringBuilder output, object argument, Rune verb, FormatSpec spec)
    {
        if (verb.Value == 'T')
        {
            output.Append(Text(TypeName(argument), spec));
            return;
        }

        char letter = verb.IsAscii ? (char)verb.Value : '\0';
        string? text = argument switch
        {
            long value => Integer(value, letter, spec),
            BigInteger value => Big(value, letter, verb, spec),
            double value => Float(value, letter, spec),
            string value => String(value, letter, spec),
            _ => throw new ArgumentException($"unexpected argument of type {argument.GetType().Name}", nameof(argument)),
        };
        if (text is not null)
        {
            output.Append(text);
            return;
        }

        output.Append("%!").Append(verb).Append('(').Append(TypeName(argument)).Append('=');
        Append(output, argument, new Rune('v'), spec);
        output.Append(')');
    }

    private static string? Integer(long value, char verb, FormatSpec spec)
    {
        switch (verb)
        {
            case 'v':
                // %#v and %+v of an int are plain; the flags mean syntax here, not sign.
                bool plus = spec.Plus, sharp = spec.Sharp;
                (spec.Plus, spec.Sharp) = (false, false);
                string plain = Digits(value, 'd', spec);
                (spec.Plus, spec.Sharp) = (plus, sharp);
                return plain;
            case 'd' or 'b' or 'o' or 'O' or 'x' or 'X':
                return Digits(value, verb, spec);
            case 'c':
                return spec.Pad(RuneOf(value).ToString());
            case 'q':
                return spec.Pad(GoQuote.QuoteRune(RuneOf(value), spec.Plus));
            case 'U':
                return CodePoint(value, spec);
            default:
                return null;
        }
    }

    private static Rune RuneOf(long value) =>
        value is >= 0 and <= 0x10FFFF && Rune.IsValid((int)value) ? new Rune((int)value) : Rune.ReplacementChar;

    private static string CodePoint(long value, FormatSpec spec)
    {
        int digits = Math.Max(4, spec.Precision ?? 4);
        string text = "U+" + ((ulong)value).ToString("X", CultureInfo.InvariantCulture).PadLeft(digits, '0');
        if (spec.Sharp && value is >= 0 and <= 0x10FFFF && Rune.IsValid((int)value) && GoQuote.IsPrintable(new Rune((int)value)))
        {
            text += $" '{new Rune((int)value)}'";
        }

        return spec.Pad(text, allowZero: false);
    }

    private static string Digits(long value, char verb, FormatSpec spec)
    {
        bool negative = value < 0;
        string digits = Radix(BigInteger.Abs(value), verb);
        if (spec.Precision is { } precision)
        {
            if (precision == 0 && value == 0)
            {
                return new string(' ', spec.Width ?? 0);
            }

            digits = digits.PadLeft(precision, '0');
        }
        else if (spec is { Zero: true, Minus: false, Width: { } width })
        {
            digits = digits.PadLeft(width - (negative || spec.Plus || spec.Space ? 1 : 0), '0');
        }

        string prefix = verb switch
        {
            'O' => "0o",
            _ when !spec.Sharp => "",
            'b' => "0b",
            'o' => digits[0] == '0' ? "" : "0",
            'x' => "0x",
            'X' => "0X",
            _ => "",
        };
        string sign = negative ? "-" : spec.Plus ? "+" : spec.Space ? " " : "";
        return spec.Pad(sign + prefix + digits, allowZero: false);
    }

    private static string Radix(BigInteger magnitude, char verb)
    {
        string text = verb switch
        {
            'b' => magnitude.ToString("B", CultureInfo.InvariantCulture).TrimStart('0'),
            'x' => magnitude.ToString("x", CultureInfo.InvariantCulture).TrimStart('0'),
            'X' => magnitude.ToString("X", CultureInfo.InvariantCulture).TrimStart('0'),
            'o' or 'O' => Octal(magnitude),
            _ => magnitude.ToString(CultureInfo.InvariantCulture),
        };
        return text.Length == 0 ? "0" : text;
    }

    private static string Octal(BigInteger magnitude)
    {
        string binary = magnitude.ToString("B", CultureInfo.InvariantCulture).TrimStart('0');
        binary = binary.PadLeft((binary.Length + 2) / 3 * 3, '0');
        return string.Concat(binary.Chunk(3).Select(chunk => (char)('0' + (chunk[0] - '0') * 4 + (chunk[1] - '0') * 2 + chunk[2] - '0')));
    }

    /// <summary>As big.Int formats itself.</summary>
    private static string Big(BigInteger value, char letter, Rune verb, FormatSpec spec)
    {
        if (letter is not ('b' or 'o' or 'O' or 'd' or 's' or 'v' or 'x' or 'X'))
        {
            return string.Create(CultureInfo.InvariantCulture, $"%!{verb}(big.Int={value})");
        }

        string sign = value.Sign < 0 ? "-" : spec.Plus ? "+" : spec.Space ? " " : "";
        string prefix = letter switch
        {
            'O' => "0o",
            _ when !spec.Sharp => "",
            'b' => "0b",
            'o' => "0",
            'x' => "0x",
            'X' => "0X",
            _ => "",
        };
        string digits = Radix(BigInteger.Abs(value), letter);
        if (spec.Precision is { } precision)
        {
            if (value.IsZero && precision == 0)
            {
                return "";
            }

            digits = digits.PadLeft(precision, '0');
        }
        else if (spec is { Zero: true, Minus: false, Width: { } width })
        {
            digits = digits.PadLeft(Math.Max(0, width - sign.Length - prefix.Length), '0');
        }

        return spec.Pad(sign + prefix + digits, allowZero: false);
    }

    private static string? Float(double value, char verb, FormatSpec spec)
    {
        (char kind, int precision) = verb switch
        {
            'v' => ('g', -1),
            'b' or 'g' or 'G' or 'x' or 'X' => (verb, -1),
            'e' or 'E' or 'f' => (verb, 6),
            'F' => ('f', 6),
            _ => ('\0', 0),
        };
        if (kind == '\0')
        {
            return null;
        }

        precision = spec.Precision ?? precision;
        string number = GoFloat.Format(value, kind, precision);
        bool negative = number[0] == '-';
        number = negative ? number[1..] : number;
        if (spec.Sharp && verb is not ('b' or 'v'))
        {
            number = KeepPoint(number, kind, precision);
        }

        bool plus = spec.Plus && verb != 'v';
        string sign = negative ? "-" : plus ? "+" : spec.Space ? " " : "";
        if (sign.Length > 0 && spec is { Zero: true, Minus: false, Width: { } width })
        {
            return sign + number.PadLeft(Math.Max(0, width - 1), '0');
        }

        return spec.Pad(sign + number);
    }

    /// <summary>The <c>#</c> flag: always a decimal point, and for %g the trailing zeros.</summary>
    private static string KeepPoint(string number, char verb, int precision)
    {
        int wanted = verb is 'g' or 'G' or 'x' or 'X' ? precision == -1 ? 6 : precision : 0;
        int end = number.IndexOfAny(verb is 'x' or 'X' ? ['p', 'P'] : ['e', 'E', 'p', 'P']);
        (string mantissa, string tail) = end < 0 ? (number, "") : (number[..end], number[end..]);
        string significant = mantissa.Replace(".", "").TrimStart('0');
        int missing = wanted - significant.Length;
        if (!mantissa.Contains('.'))
        {
            missing -= mantissa == "0" ? 1 : 0;
            mantissa += ".";
        }

        return mantissa + new string('0', Math.Max(0, missing)) + tail;
    }

    private static string? String(string value, char verb, FormatSpec spec) => verb switch
    {
        'v' when spec.Sharp => Quoted(value, spec, sharp: false),
        'v' or 's' => Text(value, spec),
        'x' or 'X' => spec.Pad(HexadecimalBytes(value, verb, spec)),
        'q' => Quoted(value, spec, spec.Sharp),
        _ => null,
    };

    private static string Text(string value, FormatSpec spec) => spec.Pad(Truncate(value, spec));

    private static string Truncate(string value, FormatSpec spec)
    {
        if (spec.Precision is not { } limit)
        {
            return value;
        }

        int index = 0;
        for (int count = 0; index < value.Length && count < limit; count++)
        {
            index += index + 1 < value.Length && char.IsSurrogatePair(value[index], value[index + 1]) ? 2 : 1;
        }

        return value[..index];
    }

    private static string Quoted(string value, FormatSpec spec, bool sharp)
    {
        string text = Truncate(value, spec);
        return spec.Pad(sharp && GoQuote.CanBackquote(text) ? $"`{text}`" : GoQuote.Quote(text, spec.Plus));
    }

    private static string HexadecimalBytes(string value, char verb, FormatSpec spec)
    {
        ReadOnlySpan<byte> bytes = Encoding.UTF8.GetBytes(value);
        bytes = spec.Precision is { } limit && limit < bytes.Length ? bytes[..limit] : bytes;
        if (bytes.Length == 0)
        {
            return "";
        }

        var text = new StringBuilder();
        string prefix = spec.Sharp ? $"0{verb}" : "";
        text.Append(prefix);
        for (int i = 0; i < bytes.Length; i++)
        {
            if (spec.Space && i > 0)
            {
                text.Append(' ').Append(prefix);
            }

            text.Append(bytes[i].ToString(verb == 'x' ? "x2" : "X2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
