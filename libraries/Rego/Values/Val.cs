using System.Numerics;
using System.Runtime.CompilerServices;

namespace Platform.Rego.Values;

/// <summary>
/// A Rego value: 16 bytes, immutable once it has left the code that built it. <c>default</c> is <see cref="Undefined"/>.
/// </summary>
public readonly partial struct Val : IEquatable<Val>, IComparable<Val>
{
    /// <summary>null (undefined), a string, or a <see cref="Boxed"/>.</summary>
    internal readonly object? O;

    /// <summary>The hash of a string, the value of a boolean or of a 64-bit integer.</summary>
    internal readonly long N;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Val(object? o, long n)
    {
        O = o;
        N = n;
    }

    /// <summary>The absence of a value.</summary>
    public static Val Undefined => default;

    /// <summary>null</summary>
    public static Val Null => new(Tag.Null, 0);

    /// <summary>true</summary>
    public static Val True => new(Tag.Boolean, 1);

    /// <summary>false</summary>
    public static Val False => new(Tag.Boolean, 0);

    /// <summary>The empty string.</summary>
    public static Val EmptyString { get; } = From("");

    /// <summary>The type of the value.</summary>
    public ValKind Kind => O switch
    {
        null => ValKind.Undefined,
        string => ValKind.String,
        _ => Unsafe.As<Boxed>(O).Kind,
    };

    /// <summary>Whether there is no value.</summary>
    public bool IsUndefined => O is null;

    /// <summary>Whether there is a value.</summary>
    public bool IsDefined => O is not null;

    /// <summary>Whether the value is <c>true</c>; undefined and every other value are not.</summary>
    public bool IsTrue => ReferenceEquals(O, Tag.Boolean) && N == 1;

    /// <summary>Whether the value is <c>false</c>.</summary>
    public bool IsFalse => ReferenceEquals(O, Tag.Boolean) && N == 0;

    /// <summary>Makes a composite immutable for good.</summary>
    internal void Freeze()
    {
        if (O is not (null or string or Tag) && Unsafe.As<Boxed>(O).Kind >= ValKind.Array)
        {
            Unsafe.As<Composite>(O).Freeze();
        }
    }

    internal bool IsSmallInteger => ReferenceEquals(O, Tag.Integer);

    /// <summary>A boolean.</summary>
    public static Val From(bool value) => new(Tag.Boolean, value ? 1 : 0);

    /// <summary>An integer.</summary>
    public static Val From(long value) => new(Tag.Integer, value);

    /// <summary>An integer of any size.</summary>
    public static Val From(BigInteger value) =>
        value >= long.MinValue && value <= long.MaxValue ? From((long)value) : new(RNum.FromInteger(value), 0);

    /// <summary>A number, by the shortest text that reads back as the same double.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public static Val From(double value) => RNum.FromDouble(value);

    /// <summary>A string; <c>null</c> becomes Rego's null.</summary>
    public static Val From(string? value) => value is null ? Null : new(value, (uint)value.GetHashCode());

    /// <summary>An array.</summary>
    public static Val From(RArr value) => new(value, 0);

    /// <summary>An object.</summary>
    public static Val From(RObj value) => new(value, 0);

    /// <summary>A set.</summary>
    public static Val From(RSet value) => new(value, 0);

    /// <summary>A number.</summary>
    public static Val From(Number value) => value.Value;

    /// <summary>An array of the values.</summary>
    public static Val ArrayOf(params ReadOnlySpan<Val> items) => From(RArr.Of(items));

    /// <summary>A set of the values.</summary>
    public static Val SetOf(params ReadOnlySpan<Val> items) => From(RSet.Of(items));

    /// <summary>An object of the pairs; a later pair wins over an earlier one with the same key.</summary>
    public static Val ObjectOf(params ReadOnlySpan<(Val Key, Val Value)> pairs) => From(RObj.Of(pairs));

    /// <summary>Reads JSON text with the default <see cref="JsonLimits"/>.</summary>
    /// <exception cref="JsonFormatException">The text is not JSON or exceeds a limit.</exception>
    public static Val Parse(string json) => JsonReader.Read(json);

    /// <summary>Reads UTF-8 JSON with the default <see cref="JsonLimits"/>.</summary>
    /// <exception cref="JsonFormatException">The text is not JSON or exceeds a limit.</exception>
    public static Val Parse(ReadOnlySpan<byte> json) => JsonReader.Read(json);

    /// <summary>The value as a boolean.</summary>
    /// <exception cref="InvalidOperationException">It is not a boolean.</exception>
    public bool AsBoolean() => Kind == ValKind.Boolean ? N != 0 : throw Not(ValKind.Boolean);

    /// <summary>The value as a string.</summary>
    /// <exception cref="InvalidOperationException">It is not a string.</exception>
    public string AsString() => O as string ?? throw Not(ValKind.String);

    /// <summary>The value as a number.</summary>
    /// <exception cref="InvalidOperationException">It is not a number.</exception>
    public Number AsNumber() => Kind == ValKind.Number ? new Number(this) : throw Not(ValKind.Number);

    /// <summary>The value as an array.</summary>
    /// <exception cref="InvalidOperationException">It is not an array.</exception>
    public RArr AsArray() => O as RArr ?? throw Not(ValKind.Array);

    /// <summary>The value as an object.</summary>
    /// <exception cref="InvalidOperationException">It is not an object.</exception>
    public RObj AsObject() => O as RObj ?? throw Not(ValKind.Object);

    /// <summary>The value as a set.</summary>
    /// <exception cref="InvalidOperationException">It is not a set.</exception>
    public RSet AsSet() => O as RSet ?? throw Not(ValKind.Set);

    /// <summary>The value as a 64-bit integer, if it is an integral number in that range (<c>1.0</c> and <c>1e3</c> are).</summary>
    public bool TryGetInt64(out long value)
    {
        if (IsSmallInteger)
        {
            value = N;
            return true;
        }

        value = 0;
        return O is RNum number && number.TryGetInt64(out value);
    }

    /// <summary>The number of elements of an array, object or set; the number of code points of a string; otherwise 0.</summary>
    public int Count => O switch
    {
        RArr array => array.Count,
        RObj obj => obj.Count,
        RSet set => set.Count,
        string text => Utf8Text.CountRunes(text),
        _ => 0,
    };

    /// <summary>Looks up a key of an object, an index of an array or a member of a set, as a Rego reference does.</summary>
    /// <returns>False, and undefined, if there is no such element.</returns>
    public bool TryGet(Val key, out Val value)
    {
        value = Get(key);
        return value.IsDefined;
    }

    /// <inheritdoc cref="TryGet(Val, out Val)"/>
    public bool TryGet(string key, out Val value) => TryGet(From(key), out value);

    /// <summary>The element at a key, index or member, or undefined.</summary>
    public Val Get(Val key) => O switch
    {
        RObj obj => obj.Get(key),
        // As in OPA, 1.0 is no index.
        RArr array => key.IsSmallInteger && (ulong)key.N < (ulong)array.Count ? array[(int)key.N] : default,
        RSet set => set.Contains(key) ? key : default,
        _ => default,
    };

    /// <summary>The element at a string key, or undefined.</summary>
    public Val this[string key] => Get(From(key));

    /// <summary>The element at an index of an array, or undefined.</summary>
    public Val this[int index] => Get(From(index));

    /// <summary>The elements of an array, the values of an object in the order of their keys, or the members of a set in order; otherwise none.</summary>
    public ReadOnlySpan<Val> Items => O switch
    {
        RArr array => array.Span,
        RObj obj => obj.ValuesInOrder(),
        RSet set => set.InOrder(),
        _ => default,
    };

    /// <summary>The keys of an object in order, or the members of a set in order; otherwise none.</summary>
    public ReadOnlySpan<Val> Keys => O switch
    {
        RObj obj => obj.KeysInOrder(),
        RSet set => set.InOrder(),
        _ => default,
    };

    /// <summary>Rego's name of the type: <c>null</c>, <c>boolean</c>, <c>number</c>, <c>string</c>, <c>array</c>, <c>object</c>, <c>set</c>.</summary>
    public string TypeName => NameOf(Kind);

    /// <summary>Rego's name of a type.</summary>
    public static string NameOf(ValKind kind) => kind switch
    {
        ValKind.Null => "null",
        ValKind.Boolean => "boolean",
        ValKind.Number => "number",
        ValKind.String => "string",
        ValKind.Array => "array",
        ValKind.Object => "object",
        ValKind.Set => "set",
        _ => "undefined",
    };

    /// <summary>The value in Rego's own syntax, as OPA prints terms.</summary>
    public override string ToString() => TermPrinter.Print(this);

    /// <summary>The value as compact JSON: sets become sorted arrays, other keys than strings their own JSON text.</summary>
    /// <exception cref="InvalidOperationException">The value is undefined.</exception>
    public string ToJson() => JsonText.Write(this);

    /// <summary>Writes the value as JSON.</summary>
    /// <exception cref="InvalidOperationException">The value is undefined.</exception>
    public void WriteJson(System.Text.Json.Utf8JsonWriter writer) => JsonText.Write(this, writer);

    /// <summary>A boolean.</summary>
    public static implicit operator Val(bool value) => From(value);

    /// <summary>An integer.</summary>
    public static implicit operator Val(long value) => From(value);

    /// <summary>A string.</summary>
    public static implicit operator Val(string value) => From(value);

    /// <summary>An array.</summary>
    public static implicit operator Val(RArr value) => From(value);

    /// <summary>An object.</summary>
    public static implicit operator Val(RObj value) => From(value);

    /// <summary>A set.</summary>
    public static implicit operator Val(RSet value) => From(value);

    /// <summary>A number.</summary>
    public static implicit operator Val(Number value) => value.Value;

    private InvalidOperationException Not(ValKind wanted) => new($"the value is {NameOf(Kind)}, not {NameOf(wanted)}");
}
