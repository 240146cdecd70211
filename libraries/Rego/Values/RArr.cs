namespace Platform.Rego.Values;

/// <summary>An array.</summary>
public sealed class RArr : Composite, IEquatable<RArr>
{
    private Val[] _items;
    private int _count;

    internal RArr(int capacity = 0) : base(ValKind.Array) => _items = capacity <= 0 ? [] : new Val[capacity];

    /// <summary>The empty array.</summary>
    public static RArr Empty { get; } = Of();

    /// <summary>The number of elements.</summary>
    public override int Count => _count;

    /// <summary>The elements.</summary>
    public ReadOnlySpan<Val> Span => _items.AsSpan(0, _count);

    /// <summary>The element at an index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public Val this[int index] =>
        (uint)index < (uint)_count ? _items[index] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>An array of the values.</summary>
    public static RArr Of(params ReadOnlySpan<Val> items)
    {
        var array = new RArr(items.Length);
        foreach (var item in items)
        {
            array.Add(item);
        }

        array.Freeze();
        return array;
    }

    /// <summary>Enumerates the elements.</summary>
    public ReadOnlySpan<Val>.Enumerator GetEnumerator() => Span.GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(RArr? other) =>
        other is not null && (ReferenceEquals(this, other) || Span.SequenceEqual(other.Span));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RArr other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Hash;

    internal void Add(Val item)
    {
        if (_count == _items.Length)
        {
            Array.Resize(ref _items, _count < 4 ? 4 : _count * 2);
        }

        Adopt(item);
        _items[_count++] = item;
    }

    internal RArr Copy()
    {
        FreezeAll(Span);
        var copy = new RArr(_count + 1);
        foreach (var item in Span)
        {
            copy.Add(item);
        }

        return copy;
    }

    private protected override int ComputeHash()
    {
        var hash = HashMix.Of((long)ValKind.Array, _count);
        foreach (var item in Span)
        {
            hash = HashMix.Of(hash, item.GetHashCode());
        }

        return hash;
    }
}
