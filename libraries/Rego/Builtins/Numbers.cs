using System.Numerics;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins;

/// <summary>numbers.*, format_int and rand.intn.</summary>
internal static class Numbers
{
    [Builtin("numbers.range")]
    internal static RArr Range(BuiltinContext context, BigInteger a, BigInteger b) => Steps(context, a, b, BigInteger.One);

    [Builtin("numbers.range_step")]
    internal static RArr RangeStep(BuiltinContext context, BigInteger a, BigInteger b, BigInteger step) => step.Sign > 0
        ? Steps(context, a, b, step)
        // OPA's own text repeats the name.
        : throw new BuiltinException("numbers.range_step: step must be a positive integer");

    /// <summary>The integer part of a number in base 2, 8, 10 or 16.</summary>
    [Builtin("format_int")]
    internal static string FormatInt(Number number, Number radix)
    {
        if (!radix.IsWrittenAsInteger || !radix.TryGetInt64(out var b) || b is not (2 or 8 or 10 or 16))
        {
            throw BuiltinException.OperandEnum(2, "2", "8", "10", "16");
        }

        var value = number.TryGetInteger(out var integer) ? integer : number.ToFloat().Truncate();
        return b == 10 ? value.ToString(System.Globalization.CultureInfo.InvariantCulture) : InBits(value, (int)b);
    }

    /// <summary>A number below n, the same for the same string and n during one evaluation.</summary>
    [Builtin("rand.intn")]
    internal static long RandomInteger(BuiltinContext context, string str, long n)
    {
        if (n == 0)
        {
            return 0;
        }

        var bound = n == long.MinValue ? long.MaxValue : Math.Abs(n);
        return context.Once("rand.intn", Val.ArrayOf(str, bound), () => context.Random.NextInt64(bound));
    }

    private static RArr Steps(BuiltinContext context, BigInteger a, BigInteger b, BigInteger step)
    {
        var count = BigInteger.Abs(b - a) / step + 1;
        context.Charge((long)BigInteger.Min(count * 16, long.MaxValue));
        var result = new ArrayBuilder((int)count);
        var stride = a <= b ? step : -step;
        var number = a;
        for (var i = 0; i < (int)count; i++, number += stride)
        {
            result.Add(Val.From(number));
        }

        return result.Build();
    }

    private static string InBits(BigInteger value, int radix)
    {
        var magnitude = BigInteger.Abs(value);
        if (magnitude.IsZero)
        {
            return "0";
        }

        var width = BitOperations.Log2((uint)radix);
        var digits = new System.Text.StringBuilder();
        for (var shift = (int)(magnitude.GetBitLength() - 1) / width * width; shift >= 0; shift -= width)
        {
            var digit = (int)((magnitude >> shift) & (radix - 1));
            digits.Append("0123456789abcdef"[digit]);
        }

        return value.Sign < 0 ? "-" + digits : digits.ToString();
    }
}
