using System.Globalization;
using System.Numerics;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Units;

/// <summary>units.*</summary>
internal static class UnitBuiltins
{
    // The double nearest to 0.001, as a fraction: OPA multiplies by that, and rounds to ten places afterwards.
    private static readonly BigInteger MilliNumerator = 1_152_921_504_606_847;
    private static readonly BigInteger MilliDenominator = BigInteger.One << 60;

    /// <summary>Amounts with decimal (<c>K</c>) and binary (<c>Ki</c>) prefixes; <c>m</c> is milli, <c>M</c> mega, other prefixes ignore case.</summary>
    [Builtin("units.parse")]
    internal static Val Parse(string text)
    {
        (string number, string unit) = Split("units.parse", text.Replace("\"", ""), "no amount provided");
        unit = unit.Length > 1 ? unit[..1] + unit[1..].ToLowerInvariant() : unit;
        (BigInteger factor, BigInteger divisor) = unit switch
        {
            "m" => (MilliNumerator, MilliDenominator),
            "M" => (Power(1000, 2), 1),
            _ => (Prefix(unit.ToLowerInvariant()) ?? throw new BuiltinException($"units.parse: unit {unit} not recognized"), 1),
        };
        if (!Amount.TryParse(number, out BigInteger numerator, out BigInteger denominator, out bool tooLarge))
        {
            throw new BuiltinException("units.parse: could not parse amount to a number");
        }

        if (tooLarge)
        {
            throw new BuiltinException("units.parse: exponent too large");
        }

        numerator *= factor;
        denominator *= divisor;
        BigInteger whole = BigInteger.DivRem(numerator, denominator, out BigInteger rest);
        return rest.IsZero ? Val.From(whole) : TenPlaces(numerator, denominator);
    }

    /// <summary>Bytes; prefixes ignore case, <c>K</c> and <c>KB</c> are 1000, <c>Ki</c> and <c>KiB</c> 1024. Fractions of a byte are cut off.</summary>
    [Builtin("units.parse_bytes")]
    internal static Val ParseBytes(string text)
    {
        (string number, string unit) = Split("units.parse_bytes", text.ToLowerInvariant().Replace("\"", ""), "no byte amount provided");
        BigInteger factor = Prefix(unit.Length > 1 && unit[^1] == 'b' ? unit[..^1] : unit)
            ?? throw new BuiltinException($"units.parse_bytes: byte unit {unit} not recognized");
        if (!Amount.TryParse(number, out _, out _, out bool tooLarge))
        {
            throw new BuiltinException("units.parse_bytes: could not parse byte amount to a number");
        }

        if (tooLarge || !Number.TryParse(Literal(number), out Number value))
        {
            throw new BuiltinException("units.parse_bytes: exponent too large");
        }

        // With 64 bits of mantissa, as OPA computes it.
        return Val.From((value.ToFloat() * BigFloat64.From(factor)).Truncate());
    }

    private static (string Number, string Unit) Split(string name, string text, string missing)
    {
        if (text.Contains(' '))
        {
            throw new BuiltinException($"{name}: spaces not allowed in resource strings");
        }

        if (!Amount.TrySplit(text, out string number, out string unit))
        {
            throw new BuiltinException($"{name}: exponent too large");
        }

        return number.Length == 0 ? throw new BuiltinException($"{name}: {missing}") : (number, unit);
    }

    private static BigInteger? Prefix(string unit) => unit switch
    {
        "" => 1,
        "k" => 1000,
        "ki" => 1024,
        "m" => Power(1000, 2),
        "mi" => Power(1024, 2),
        "g" => Power(1000, 3),
        "gi" => Power(1024, 3),
        "t" => Power(1000, 4),
        "ti" => Power(1024, 4),
        "p" => Power(1000, 5),
        "pi" => Power(1024, 5),
        "e" => Power(1000, 6),
        "ei" => Power(1024, 6),
        _ => null,
    };

    private static BigInteger Power(int basis, int exponent) => BigInteger.Pow(basis, exponent);

    /// <summary>A literal that JSON allows: a digit on both sides of the point and no leading plus or zeros.</summary>
    private static string Literal(string number)
    {
        int exponent = number.IndexOf('e');
        string mantissa = exponent < 0 ? number : number[..exponent];
        string sign = mantissa[0] == '-' ? "-" : "";
        string[] parts = mantissa.TrimStart('+', '-').Split('.');
        string whole = parts[0].TrimStart('0');
        string fraction = parts.Length > 1 && parts[1].Length > 0 ? "." + parts[1] : "";
        return sign + (whole.Length == 0 ? "0" : whole) + fraction + (exponent < 0 ? "" : number[exponent..]);
    }

    /// <summary>Rounded to ten decimal places, half away from zero, as big.Rat prints.</summary>
    private static Val TenPlaces(BigInteger numerator, BigInteger denominator)
    {
        BigInteger scaled = BigInteger.Abs(numerator) * BigInteger.Pow(10, 10);
        BigInteger quotient = BigInteger.DivRem(scaled, denominator, out BigInteger rest);
        quotient += 2 * rest >= denominator ? 1 : 0;
        string digits = quotient.ToString(CultureInfo.InvariantCulture).PadLeft(11, '0');
        string text = $"{(numerator.Sign < 0 ? "-" : "")}{digits[..^10]}.{digits[^10..]}";
        return Number.TryParse(text, out Number value)
            ? Val.From(value)
            : throw new BuiltinException("units.parse: exponent too large");
    }
}
