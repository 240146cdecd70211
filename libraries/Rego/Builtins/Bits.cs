using System.Numerics;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins;

/// <summary>bits.*, on integers of any size in two's complement.</summary>
internal static class Bits
{
    [Builtin("bits.and")]
    internal static BigInteger And(BigInteger x, BigInteger y) => x & y;

    [Builtin("bits.or")]
    internal static BigInteger Or(BigInteger x, BigInteger y) => x | y;

    [Builtin("bits.xor")]
    internal static BigInteger Xor(BigInteger x, BigInteger y) => x ^ y;

    [Builtin("bits.negate")]
    internal static BigInteger Negate(BigInteger x) => ~x;

    [Builtin("bits.lsh")]
    internal static BigInteger ShiftLeft(BigInteger x, BigInteger s)
    {
        var shift = Shift(s);
        return x.IsZero || shift + x.GetBitLength() <= NumberLimits.MaxIntegerBits
            ? x << (int)Math.Min(shift, NumberLimits.MaxIntegerBits)
            : throw new OverflowException("number out of range");
    }

    [Builtin("bits.rsh")]
    internal static BigInteger ShiftRight(BigInteger x, BigInteger s) => x >> (int)Math.Min(Shift(s), int.MaxValue);

    private static long Shift(BigInteger s) => s.Sign < 0
        ? throw BuiltinException.Operand(2, "must be an unsigned integer number but got a negative integer")
        : (long)BigInteger.Min(s, long.MaxValue >> 1);
}
