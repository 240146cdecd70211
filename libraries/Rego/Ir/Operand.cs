namespace Platform.Rego.Ir;

/// <summary>What an <see cref="Operand"/> refers to.</summary>
public enum OperandKind : byte
{
    /// <summary>A local variable.</summary>
    Local,
    /// <summary>A boolean constant.</summary>
    Bool,
    /// <summary>An index into <see cref="Static.Strings"/>.</summary>
    StringIndex,
}

/// <summary>A local variable or a constant.</summary>
/// <param name="Kind">What <paramref name="Value"/> means.</param>
/// <param name="Value">The local, the index of the string, or 0 or 1.</param>
public readonly record struct Operand(OperandKind Kind, int Value)
{
    /// <summary>A local variable.</summary>
    public static Operand Local(int local) => new(OperandKind.Local, local);

    /// <summary>A boolean constant.</summary>
    public static Operand Bool(bool value) => new(OperandKind.Bool, value ? 1 : 0);

    /// <summary>A string constant.</summary>
    public static Operand StringIndex(int index) => new(OperandKind.StringIndex, index);
}
