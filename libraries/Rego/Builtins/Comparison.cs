using Platform.Rego.Values;

namespace Platform.Rego.Builtins;

/// <summary>Comparison of any two values in Rego's order.</summary>
internal static class Comparison
{
    [Builtin("equal")]
    internal static bool Equal(BuiltinContext context, Val x, Val y) => Charged(context, x, y) && x == y;

    [Builtin("neq")]
    internal static bool NotEqual(BuiltinContext context, Val x, Val y) => Charged(context, x, y) && x != y;

    [Builtin("lt")]
    internal static bool Less(BuiltinContext context, Val x, Val y) => Charged(context, x, y) && x < y;

    [Builtin("lte")]
    internal static bool LessOrEqual(BuiltinContext context, Val x, Val y) => Charged(context, x, y) && x <= y;

    [Builtin("gt")]
    internal static bool Greater(BuiltinContext context, Val x, Val y) => Charged(context, x, y) && x > y;

    [Builtin("gte")]
    internal static bool GreaterOrEqual(BuiltinContext context, Val x, Val y) => Charged(context, x, y) && x >= y;

    /// <summary>Large composites cost what may have to be looked at.</summary>
    private static bool Charged(BuiltinContext context, Val x, Val y)
    {
        if (x.O is Composite { Size: > 64 } a && y.O is Composite { Size: > 64 } b)
        {
            context.Charge(Math.Min(a.Size, b.Size) >> 4);
        }

        return true;
    }
}
