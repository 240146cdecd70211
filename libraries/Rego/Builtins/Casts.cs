using System.Globalization;
using System.Text.RegularExpressions;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins;

/// <summary>to_number, and the deprecated cast_*.</summary>
internal static partial class Casts
{
    [Builtin("to_number")]
    internal static Val ToNumber([OneOf(ValKind.Null, ValKind.Boolean, ValKind.Number, ValKind.String)] Val value) => value.Kind switch
    {
        ValKind.Null => Val.From(0),
        ValKind.Boolean => Val.From(value.IsTrue ? 1 : 0),
        ValKind.Number => value,
        _ => Parse(value),
    };

    [Builtin("cast_array")]
    internal static Val CastArray([OneOf(ValKind.Array, ValKind.Set)] Val value) => Val.ArrayOf(value.Items);

    [Builtin("cast_set")]
    internal static Val CastSet([OneOf(ValKind.Array, ValKind.Set)] Val value) => Val.SetOf(value.Items);

    [Builtin("cast_string")]
    internal static string CastString(string value) => value;

    [Builtin("cast_boolean")]
    internal static bool CastBoolean(bool value) => value;

    [Builtin("cast_null")]
    internal static Val CastNull(Val value) => value.Kind == ValKind.Null ? value : throw BuiltinException.OperandType(1, value, "null");

    [Builtin("cast_object")]
    internal static RObj CastObject(RObj value) => value;

    /// <summary>Reads what Go's strconv.ParseFloat reads, keeping the exact decimal.</summary>
    private static Val Parse(Val value)
    {
        var text = value.AsString();
        if (text.TrimStart('+', '-').ToLowerInvariant() is "inf" or "infinity" or "nan")
        {
            throw BuiltinException.OperandType(1, value, "valid number string");
        }

        if (Hexadecimal().IsMatch(text))
        {
            return FromHexadecimal(text);
        }

        if (!Decimal().IsMatch(text))
        {
            throw new BuiltinException($"strconv.ParseFloat: parsing {TermPrinter.Quote(text)}: invalid syntax");
        }

        return Number.TryParse(Literal(text), out var number) && double.IsFinite(number.ToDouble())
            ? number.Value
            : throw new BuiltinException($"strconv.ParseFloat: parsing {TermPrinter.Quote(text)}: value out of range");
    }

    /// <summary>The JSON literal of <c>+.50</c>, <c>007</c>, <c>5.</c> and their like.</summary>
    private static string Literal(string text)
    {
        var negative = text[0] == '-';
        text = text.TrimStart('+', '-');
        var e = text.IndexOfAny(['e', 'E']);
        var exponent = e < 0 ? "" : text[e..];
        var mantissa = e < 0 ? text : text[..e];
        var dot = mantissa.IndexOf('.');
        var whole = (dot < 0 ? mantissa : mantissa[..dot]).TrimStart('0');
        var fraction = dot < 0 || dot == mantissa.Length - 1 ? "" : mantissa[dot..];
        return (negative ? "-" : "") + (whole.Length == 0 ? "0" : whole) + fraction + exponent;
    }

    private static Val FromHexadecimal(string text)
    {
        var negative = text[0] == '-';
        text = text.Replace("_", "", StringComparison.Ordinal).TrimStart('+', '-')[2..];
        var p = text.IndexOfAny(['p', 'P']);
        var mantissa = text[..p];
        var dot = mantissa.IndexOf('.');
        var digits = dot < 0 ? mantissa : mantissa.Remove(dot, 1);
        var scale = dot < 0 ? 0 : 4 * (mantissa.Length - dot - 1);
        if (!int.TryParse(text[(p + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent) || digits.Length > 256)
        {
            throw new BuiltinException("strconv.ParseFloat: value out of range");
        }

        var whole = System.Numerics.BigInteger.Parse("0" + digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        var value = (double)whole * Math.ScaleB(1, exponent - scale);
        return double.IsFinite(value)
            ? Val.From(negative ? -value : value)
            : throw new BuiltinException("strconv.ParseFloat: value out of range");
    }

    [GeneratedRegex(@"\A[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Decimal();

    [GeneratedRegex(@"\A[+-]?0[xX]_?([0-9a-fA-F_]+(\.[0-9a-fA-F_]*)?|\.[0-9a-fA-F_]+)[pP][+-]?[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Hexadecimal();
}
