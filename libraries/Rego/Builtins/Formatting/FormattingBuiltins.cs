using System.Globalization;
using System.Numerics;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Formatting;

/// <summary>sprintf</summary>
internal static class FormattingBuiltins
{
    [Builtin("sprintf")]
    internal static string Sprintf(BuiltinContext context, string format, RArr values)
    {
        object[] arguments = new object[values.Count];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Argument(values[i]);
        }

        string text = GoFormat.Format(format, arguments);
        context.Charge(text.Length);
        return text;
    }

    /// <summary>Numbers become Go's int, big.Int or float64, all else but strings its Rego text.</summary>
    private static object Argument(Val value)
    {
        switch (value.Kind)
        {
            case ValKind.String:
                return value.AsString();
            case ValKind.Number:
                Number number = value.AsNumber();
                if (number.IsWrittenAsInteger && number.TryGetInteger(out BigInteger integer))
                {
                    return integer >= long.MinValue && integer <= long.MaxValue ? (long)integer : (object)integer;
                }

                double rounded = double.Parse(number.ToString(), CultureInfo.InvariantCulture);
                return double.IsFinite(rounded) ? rounded : number.ToString();
            default:
                return value.ToString();
        }
    }
}
