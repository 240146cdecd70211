using Platform.Rego.Values;

namespace Platform.Rego.Builtins;

/// <summary>Checks inside composite operands, with OPA's messages.</summary>
internal static class Operands
{
    /// <summary>The strings of an array or a set.</summary>
    public static List<string> Strings(int position, Val operand)
    {
        if (operand.Kind is not (ValKind.Array or ValKind.Set))
        {
            throw BuiltinException.OperandType(position, operand, "array", "set");
        }

        List<string> strings = new(operand.Count);
        foreach (Val item in operand.Items)
        {
            strings.Add(item.Kind == ValKind.String ? item.AsString() : throw BuiltinException.OperandElement(position, operand, item, "string"));
        }

        return strings;
    }

    /// <summary>The text of a value that must be a string.</summary>
    public static string String(int position, Val operand) =>
        operand.Kind == ValKind.String ? operand.AsString() : throw BuiltinException.OperandType(position, operand, "string");

    /// <summary>A value that must be an object.</summary>
    public static RObj Object(int position, Val operand) =>
        operand.Kind == ValKind.Object ? operand.AsObject() : throw BuiltinException.OperandType(position, operand, "object");

    /// <summary>An array of strings as a value.</summary>
    public static RArr ArrayOf(IEnumerable<string> strings)
    {
        var array = new ArrayBuilder();
        foreach (string text in strings)
        {
            array.Add(text);
        }

        return array.Build();
    }
}
