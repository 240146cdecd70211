using Platform.Rego.Values;

namespace Platform.Rego.Builtins;

/// <summary>How OPA reads operands that must be machine integers.</summary>
internal static class OperandConversion
{
    /// <summary>Only numbers written as integers count: <c>1.0</c> does not.</summary>
    internal static bool TryInt64(Val number, out long value)
    {
        value = number.N;
        return number.IsSmallInteger;
    }
}
