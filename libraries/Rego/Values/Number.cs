using System.Globalization;
using System.Numerics;

namespace Platform.Rego.Values;

/// <summary>A <see cref="Val"/> that is known to be a number.</summary>
public readonly struct Number : IEquatable<Number>, IComparable<Number>
{
    internal Number(Val value) => Value = value;

    /// <summary>The number as a value.</summary>
    public Val Value { get; }

    /// <summary>Whether the number is integral: <c>1.0</c> and <c>1e3</c> are.</summary>
    public bool IsInteger => Value.O is not RNum big || big.IsInteger;

    /// <summary>Whether the number is written as an integer: <c>1.0</c> and <c>1e3</c> are not.</summary>
    public bool IsWrittenAsInteger => Value.O is not RNum big || big.Text.AsSpan().IndexOfAny(".eE") < 0;

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => Value.IsSmallInteger ? Math.Sign(Value.N) : RNum.ExactOf(Value).Coefficient.Sign;

    /// <summary>The number as a 64-bit integer, if it is one.</summary>
    public bool TryGetInt64(out long value) => Value.TryGetInt64(out value);

    /// <summary>The number as an integer of any size, if it is integral.</summary>
    public bool TryGetInteger(out BigInteger value) => RNum.TryGetInteger(Value, out value);

    /// <summary>The number as a float with a mantissa of 64 bits, rounded to nearest even.</summary>
    public BigFloat64 ToFloat() => Value.IsSmallInteger ? BigFloat64.From(Value.N) : BigFloat64.From(RNum.ExactOf(Value));

    /// <summary>The nearest double; infinite if the number is too large.</summary>
    public double ToDouble() => Value.O is RNum big ? double.Parse(big.Text, NumberStyles.Float, CultureInfo.InvariantCulture) : Value.N;

    /// <summary>Reads a JSON literal.</summary>
    /// <returns>False if the text is none or exceeds <see cref="NumberLimits"/>.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Number number)
    {
        var value = RNum.FromLiteral(text);
        number = new Number(value.IsUndefined ? Val.From(0) : value);
        return value.IsDefined;
    }

    /// <summary>An integer.</summary>
    public static Number From(BigInteger value) => new(Val.From(value));

    /// <summary>A float, by the shortest text that reads back as the same 64-bit mantissa.</summary>
    public static Number From(BigFloat64 value) => value.ToNumber();

    /// <inheritdoc/>
    public int CompareTo(Number other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public bool Equals(Number other) => Value.Equals(other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Number other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>The literal text.</summary>
    public override string ToString() => Value.O is RNum big ? big.Text : Value.N.ToString(CultureInfo.InvariantCulture);

    /// <summary>An integer.</summary>
    public static implicit operator Number(long value) => new(Val.From(value));

    /// <summary>Equality by exact value.</summary>
    public static bool operator ==(Number left, Number right) => left.Equals(right);

    /// <summary>Inequality by exact value.</summary>
    public static bool operator !=(Number left, Number right) => !left.Equals(right);
}
