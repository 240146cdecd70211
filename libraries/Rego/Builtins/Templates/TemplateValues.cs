using System.Globalization;
using System.Text;
using Platform.Rego.Builtins.Formatting;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Templates;

/// <summary>
/// The values of a template: <see cref="Val"/> for data, and long, double, bool, string or null for what the template computes.
/// Numbers of the data are texts, as OPA's (json.Number) are.
/// </summary>
internal static class TemplateValues
{
    public const string Undefined = "<undefined>";

    /// <summary>Data in the shape that the functions work on: strings and numbers as strings, booleans as bool, null as null.</summary>
    public static object? Unwrap(object? value) => value is not Val data ? value : data.Kind switch
    {
        ValKind.String => data.AsString(),
        ValKind.Number => data.AsNumber().ToString(),
        ValKind.Boolean => data.IsTrue,
        ValKind.Array or ValKind.Object => value,
        _ => null,
    };

    public static bool IsTrue(object? value) => Unwrap(value) switch
    {
        null => false,
        bool flag => flag,
        long number => number != 0,
        double number => number != 0,
        string text => text.Length > 0,
        Val data => data.Count > 0,
        _ => true,
    };

    public static string Print(object? value) => Unwrap(value) is { } present ? Format(present) : Undefined;

    /// <summary>As Go's fmt prints with %v.</summary>
    public static string Format(object? value)
    {
        switch (Unwrap(value))
        {
            case null:
                return "<nil>";
            case bool flag:
                return flag ? "true" : "false";
            case long number:
                return number.ToString(CultureInfo.InvariantCulture);
            case double number:
                return GoFloat.Format(number, 'g', -1);
            case string text:
                return text;
            case Val { Kind: ValKind.Array } array:
                return $"[{string.Join(' ', array.Items.ToArray().Select(item => Format(item)))}]";
            case Val map:
                var text2 = new StringBuilder("map[");
                foreach (Val key in map.Keys)
                {
                    text2.Append(text2.Length > 4 ? " " : "").Append(Key(key)).Append(':').Append(Format(map.Get(key)));
                }

                return text2.Append(']').ToString();
            case object other:
                throw new InvalidOperationException($"unexpected value {other.GetType().Name}");
        }
    }

    public static string TypeName(object? value) => Unwrap(value) switch
    {
        null => "nil",
        bool => "bool",
        long => "int",
        double => "float64",
        string => "string",
        Val { Kind: ValKind.Array } => "[]interface {}",
        _ => "map[string]interface {}",
    };

    public static string Key(Val key) => key.Kind == ValKind.String ? key.AsString() : key.ToJson();

    public static object? Field(object? value, string name)
    {
        switch (Unwrap(value))
        {
            case Val { Kind: ValKind.Object } map:
                return map.TryGet(name, out Val member) ? (object?)member : null;
            case null:
                throw new BuiltinException($"template: template: nil pointer evaluating interface {{}}.{name}");
            default:
                throw new BuiltinException($"template: template: can't evaluate field {name} in type {TypeName(value)}");
        }
    }
}
