using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Platform.Rego.Builtins.Formatting;
using Platform.Rego.Builtins.Time;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Yaml;

/// <summary>What plain scalars mean: YAML 1.1's booleans, and numbers as go-yaml reads them.</summary>
internal static partial class YamlScalar
{
    private static readonly string[] TimestampLayouts =
        ["2006-1-2T15:4:5.999999999Z07:00", "2006-1-2t15:4:5.999999999Z07:00", "2006-1-2 15:4:5.999999999", "2006-1-2"];

    public enum Kind
    {
        Text,
        Null,
        Boolean,
        Integer,
        Float,
        Timestamp,
        Merge,
    }

    /// <summary>The kind of a plain scalar and its value: null, a bool, a <see cref="BigInteger"/>, a double or the text.</summary>
    public static (Kind Kind, object? Value) Resolve(string text)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return (Kind.Null, null);
            case "y" or "Y" or "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON":
                return (Kind.Boolean, true);
            case "n" or "N" or "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF":
                return (Kind.Boolean, false);
            case ".nan" or ".NaN" or ".NAN":
                return (Kind.Float, double.NaN);
            case ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF":
                return (Kind.Float, double.PositiveInfinity);
            case "-.inf" or "-.Inf" or "-.INF":
                return (Kind.Float, double.NegativeInfinity);
            case "<<":
                return (Kind.Merge, text);
        }

        if (text[0] is '.')
        {
            return FloatText().IsMatch(text) && ToDouble(text) is { } fraction ? (Kind.Float, fraction) : (Kind.Text, text);
        }

        if (!char.IsAsciiDigit(text[0]) && text[0] is not ('+' or '-'))
        {
            return (Kind.Text, text);
        }

        if (IsTimestamp(text))
        {
            return (Kind.Timestamp, text);
        }

        string plain = text.Replace("_", "", StringComparison.Ordinal);
        if (ToInteger(plain) is { } integer && integer >= long.MinValue && integer <= (plain[0] is '+' or '-' ? long.MaxValue : ulong.MaxValue))
        {
            return (Kind.Integer, integer);
        }

        return FloatText().IsMatch(plain) && ToDouble(plain) is { } number ? (Kind.Float, number) : (Kind.Text, text);
    }

    /// <summary>A float as a JSON number.</summary>
    public static Val ToNumber(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new BuiltinException($"json: unsupported value: {(double.IsNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf")}");
        }

        bool isExponential = value != 0 && (Math.Abs(value) < 1e-6 || Math.Abs(value) >= 1e21);
        string text = GoFloat.Format(value, isExponential ? 'e' : 'f', -1).Replace("e-0", "e-", StringComparison.Ordinal);
        return Number.TryParse(text, out Number number) ? number : throw new BuiltinException($"json: unsupported value: {text}");
    }

    /// <summary>A float as YAML writes it.</summary>
    public static string ToText(double value) => double.IsNaN(value) ? ".nan"
        : double.IsInfinity(value) ? value > 0 ? ".inf" : "-.inf"
        : GoFloat.Format(value, 'g', -1);

    // Digits after an optional sign and prefix: 0x, 0b, 0o, or 0 alone for octal.
    private static BigInteger? ToInteger(string text)
    {
        ReadOnlySpan<char> digits = text;
        bool isNegative = digits is ['-', ..];
        if (digits is ['-' or '+', ..])
        {
            digits = digits[1..];
        }

        int radix = 10;
        switch (digits)
        {
            case ['0', 'x' or 'X', ..]:
                radix = 16;
                digits = digits[2..];
                break;
            case ['0', 'b' or 'B', ..]:
                radix = 2;
                digits = digits[2..];
                break;
            case ['0', 'o' or 'O', ..]:
                radix = 8;
                digits = digits[2..];
                break;
            case ['0', _, ..]:
                radix = 8;
                digits = digits[1..];
                break;
        }

        // Longer ones fit no 64-bit integer, unless they begin with zeros.
        digits = digits.Length > 1 ? digits.TrimStart('0') is { Length: > 0 } significant ? significant : digits[^1..] : digits;
        if (digits.Length is 0 or > 64)
        {
            return null;
        }

        BigInteger value = 0;
        foreach (char c in digits)
        {
            int digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : 16;
            if (digit >= radix)
            {
                return null;
            }

            value = value * radix + digit;
        }

        return isNegative ? -value : value;
    }

    private static double? ToDouble(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;

    private static bool IsTimestamp(string text)
    {
        if (text.Length is < 8 or > 64 || text[4] != '-' || !text.AsSpan(0, 4).ContainsOnlyDigits())
        {
            return false;
        }

        foreach (string layout in TimestampLayouts)
        {
            try
            {
                TimeParser.Parse(layout, text);
                return true;
            }
            catch (BuiltinException)
            {
                // Perhaps the next layout.
            }
        }

        return false;
    }

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex FloatText();
}
