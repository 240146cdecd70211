using Platform.Rego.Values;

namespace Platform.Rego.Builtins;

/// <summary>Comparison of any two values in Rego's order.</summary>
internal static class Comparison
{
    [Builtin("equal")]
    internal static bool Equal(Val x, Val y) => x == y;

    [Builtin("neq")]
    internal static bool NotEqual(Val x, Val y) => x != y;

    [Builtin("lt")]
    internal static bool Less(Val x, Val y) => x < y;

    [Builtin("lte")]
    internal static bool LessOrEqual(Val x, Val y) => x <= y;

    [Builtin("gt")]
    internal static bool Greater(Val x, Val y) => x > y;

    [Builtin("gte")]
    internal static bool GreaterOrEqual(Val x, Val y) => x >= y;
}
