namespace Platform.Rego.Values;

/// <summary>An array.</summary>
public sealed class RArr : Composite, IEquatable<RArr>
{
    private Val[] _items;
    private int _count;
    private int _asked;
    private ElementIndex? _index;

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

    /// <summary>The elements by their values at a key; null while it is not worth making.</summary>
    /// <param name="key">The key; an index is kept for one.</param>
    /// <param name="cost">The elements of an index that was made now, otherwise 0.</param>
    internal ElementIndex? Index(Val key, out int cost)
    {
        cost = 0;
        // One that another thread makes meanwhile is as good.
        var index = _index;
        if (index is not null && index.Key == key)
        {
            return index;
        }

        if (_count < ElementIndex.FewestElements || ++_asked < ElementIndex.WorthAfter)
        {
            return null;
        }

        _asked = 0;
        cost = _count;
        return _index = new ElementIndex(Span, key);
    }

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
