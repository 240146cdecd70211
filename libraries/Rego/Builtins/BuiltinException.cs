using Platform.Rego.Values;

namespace Platform.Rego.Builtins;

/// <summary>A builtin failed: its expression is undefined, or in strict mode the evaluation ends.</summary>
public sealed class BuiltinException : Exception
{
    /// <summary>A failure with a message that does not name the builtin; code <c>eval_builtin_error</c>.</summary>
    public BuiltinException(string message) : base(message)
    {
    }

    private BuiltinException(string message, bool isOperandError) : base(message) => IsOperandError = isOperandError;

    /// <summary>Whether an operand had a wrong type or value; code <c>eval_type_error</c>.</summary>
    public bool IsOperandError { get; }

    /// <summary>operand N problem</summary>
    public static BuiltinException Operand(int position, string problem) => new($"operand {position} {problem}", isOperandError: true);

    /// <summary>An error of operands whose text names no position.</summary>
    public static BuiltinException OperandError(string message) => new(message, isOperandError: true);

    /// <summary>operand N must be T but got U</summary>
    public static BuiltinException OperandType(int position, Val got, params ReadOnlySpan<string> expected) =>
        Operand(position, $"must be {OneOf(expected)} but got {got.TypeName}");

    /// <summary>operand N must be array of strings but got array containing number</summary>
    public static BuiltinException OperandElement(int position, Val composite, Val element, params ReadOnlySpan<string> expected) =>
        Operand(position, expected.Length == 1
            ? $"must be {composite.TypeName} of {expected[0]}s but got {composite.TypeName} containing {element.TypeName}"
            : $"must be {composite.TypeName} of (any of) {{{string.Join(", ", expected!)}}} but got {composite.TypeName} containing {element.TypeName}");

    /// <summary>operand N must be one of {a, b}</summary>
    public static BuiltinException OperandEnum(int position, params ReadOnlySpan<string> expected) =>
        Operand(position, $"must be {OneOf(expected)}");

    private static string OneOf(ReadOnlySpan<string> expected) =>
        expected.Length == 1 ? expected[0] : $"one of {{{string.Join(", ", expected!)}}}";
}
