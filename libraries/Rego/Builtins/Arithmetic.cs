using System.Numerics;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins;

/// <summary>Numbers: exact on integers, otherwise floats with a mantissa of 64 bits, as OPA computes.</summary>
internal static class Arithmetic
{
    [Builtin("plus")]
    internal static Number Plus(Number x, Number y)
    {
        if (x.Value.IsSmallInteger && y.Value.IsSmallInteger)
        {
            var sum = unchecked(x.Value.N + y.Value.N);
            if (((x.Value.N ^ sum) & (y.Value.N ^ sum)) >= 0)
            {
                return sum;
            }
        }

        return Integers(x, y, out var a, out var b) ? Number.From(a + b) : Number.From(x.ToFloat() + y.ToFloat());
    }

    /// <summary>The difference of two numbers or two sets.</summary>
    [Builtin("minus")]
    internal static Val Minus(BuiltinContext context, Val x, Val y)
    {
        if (x.Kind == ValKind.Number && y.Kind == ValKind.Number)
        {
            return Difference(x.AsNumber(), y.AsNumber());
        }

        if (x.Kind == ValKind.Set && y.Kind == ValKind.Set)
        {
            return Sets.Difference(context, x.AsSet(), y.AsSet());
        }

        if (x.Kind is not (ValKind.Number or ValKind.Set))
        {
            throw BuiltinException.OperandType(1, x, "number", "set");
        }

        throw BuiltinException.OperandType(2, y, y.Kind == ValKind.Number ? "set" : "number");
    }

    [Builtin("mul")]
    internal static Number Multiply(Number x, Number y)
    {
        if (x.Value.IsSmallInteger && y.Value.IsSmallInteger)
        {
            var high = Math.BigMul(x.Value.N, y.Value.N, out var low);
            if (high == low >> 63)
            {
                return low;
            }
        }

        if (!Integers(x, y, out var a, out var b))
        {
            return Number.From(x.ToFloat() * y.ToFloat());
        }

        return Number.From(Product(a, b));
    }

    [Builtin("div")]
    internal static Number Divide(Number x, Number y)
    {
        if (y.Sign == 0)
        {
            throw new BuiltinException("divide by zero");
        }

        if (x.TryGetInt64(out var a) && y.TryGetInt64(out var b) && a != 0 && b != -1 && a % b == 0)
        {
            return a / b;
        }

        return Number.From(x.ToFloat() / y.ToFloat());
    }

    /// <summary>The remainder, with the sign of the dividend.</summary>
    [Builtin("rem")]
    internal static Number Remainder(Number x, Number y)
    {
        if (x.TryGetInt64(out var m) && y.TryGetInt64(out var n) && n is not (0 or -1))
        {
            return m % n;
        }

        if (!Integers(x, y, out var a, out var b))
        {
            throw new BuiltinException("modulo on floating-point number");
        }

        return b.IsZero ? throw new BuiltinException("modulo by zero") : Number.From(BigInteger.Remainder(a, b));
    }

    [Builtin("abs")]
    internal static Number Abs(Number x) => x.TryGetInt64(out var a) && a != long.MinValue
        ? Math.Abs(a)
        : Number.From(x.ToFloat().Abs());

    /// <summary>The nearest integer; halves are rounded away from zero.</summary>
    [Builtin("round")]
    internal static Number Round(Number x)
    {
        if (x.TryGetInt64(out var whole))
        {
            return whole;
        }

        var value = x.ToFloat();
        var half = BigFloat64.From(1) / BigFloat64.From(2);
        return Number.From((value.IsNegative ? value - half : value + half).Truncate());
    }

    [Builtin("ceil")]
    internal static Number Ceil(Number x)
    {
        if (x.TryGetInt64(out var whole))
        {
            return whole;
        }

        var value = x.ToFloat();
        var truncated = value.Truncate();
        return Number.From(value.IsInteger || value.IsNegative ? truncated : truncated + 1);
    }

    [Builtin("floor")]
    internal static Number Floor(Number x)
    {
        if (x.TryGetInt64(out var whole))
        {
            return whole;
        }

        var value = x.ToFloat();
        var truncated = value.Truncate();
        return Number.From(value.IsInteger || !value.IsNegative ? truncated : truncated - 1);
    }

    private static Number Difference(Number x, Number y)
    {
        if (x.Value.IsSmallInteger && y.Value.IsSmallInteger)
        {
            var difference = unchecked(x.Value.N - y.Value.N);
            if (((x.Value.N ^ y.Value.N) & (x.Value.N ^ difference)) >= 0)
            {
                return difference;
            }
        }

        return Integers(x, y, out var a, out var b) ? Number.From(a - b) : Number.From(x.ToFloat() - y.ToFloat());
    }

    private static bool Integers(Number x, Number y, out BigInteger a, out BigInteger b)
    {
        b = default;
        return x.TryGetInteger(out a) && y.TryGetInteger(out b);
    }

    internal static BigInteger Product(BigInteger a, BigInteger b) =>
        a.GetBitLength() + b.GetBitLength() <= NumberLimits.MaxIntegerBits ? a * b : throw new OverflowException("number out of range");
}
