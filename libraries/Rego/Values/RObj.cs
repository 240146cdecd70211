namespace Platform.Rego.Values;

/// <summary>An object; keys may be any value, and enumeration is in the order of the keys.</summary>
public sealed class RObj : Composite, IEquatable<RObj>
{
    private KeyTable _keys;
    private Val[] _values;
    private Ordered? _ordered;

    internal RObj(int capacity = 0) : base(ValKind.Object)
    {
        _keys = new KeyTable(capacity);
        _values = capacity <= 0 ? [] : new Val[capacity];
    }

    /// <summary>The empty object.</summary>
    public static RObj Empty { get; } = Of();

    /// <summary>The number of keys.</summary>
    public override int Count => _keys.Count;

    /// <summary>The keys in the order they were added, for work that does not depend on order; parallel to <see cref="UnorderedValues"/>.</summary>
    public ReadOnlySpan<Val> UnorderedKeys => _keys.Span;

    /// <summary>The values in the order they were added.</summary>
    public ReadOnlySpan<Val> UnorderedValues => _values.AsSpan(0, _keys.Count);

    /// <summary>An object of the pairs; a later pair wins over an earlier one with the same key.</summary>
    public static RObj Of(params ReadOnlySpan<(Val Key, Val Value)> pairs)
    {
        var result = new RObj(pairs.Length);
        foreach (var (key, value) in pairs)
        {
            result.Set(key, value);
        }

        result.Freeze();
        return result;
    }

    /// <summary>The value at a key, or undefined.</summary>
    public Val Get(Val key)
    {
        var entry = _keys.Find(key);
        return entry < 0 ? default : _values[entry];
    }

    /// <summary>The value at a string key, or undefined.</summary>
    /// <param name="key">The key.</param>
    /// <param name="hint">Where such a key was found before, and is now.</param>
    internal Val Get(in Val key, ref int hint)
    {
        var entry = hint;
        if (!_keys.IsAt(entry, key))
        {
            entry = _keys.Find(key);
            if (entry < 0)
            {
                return default;
            }

            hint = entry;
        }

        return _values[entry];
    }

    /// <summary>The value at a string key, or undefined.</summary>
    public Val Get(string key) => Get(Val.From(key));

    /// <summary>Whether a key is there.</summary>
    public bool ContainsKey(Val key) => _keys.Find(key) >= 0;

    /// <summary>Whether the order is known already.</summary>
    internal bool IsOrdered => _ordered is not null;

    /// <summary>The keys in Rego's order.</summary>
    public ReadOnlySpan<Val> KeysInOrder() => Order().Keys;

    /// <summary>The values in the order of their keys.</summary>
    public ReadOnlySpan<Val> ValuesInOrder() => Order().Values;

    /// <summary>Enumerates the pairs in the order of the keys.</summary>
    public IEnumerator<KeyValuePair<Val, Val>> GetEnumerator()
    {
        var ordered = Order();
        for (var i = 0; i < ordered.Keys.Length; i++)
        {
            yield return KeyValuePair.Create(ordered.Keys[i], ordered.Values[i]);
        }
    }

    /// <inheritdoc/>
    public bool Equals(RObj? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || other.Count != Count)
        {
            return false;
        }

        for (var entry = 0; entry < Count; entry++)
        {
            var match = other._keys.Find(_keys[entry]);
            if (match < 0 || !_values[entry].Equals(other._values[match]))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RObj other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Hash;

    internal int CompareTo(RObj other)
    {
        var left = Order();
        var right = other.Order();
        var common = Math.Min(left.Keys.Length, right.Keys.Length);
        for (var i = 0; i < common; i++)
        {
            var order = left.Keys[i].CompareTo(right.Keys[i]);
            order = order != 0 ? order : left.Values[i].CompareTo(right.Values[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Keys.Length.CompareTo(right.Keys.Length);
    }

    /// <summary>Sets the value of a key, replacing one that is there.</summary>
    internal void Set(Val key, Val value)
    {
        Adopt(value);
        var entry = _keys.Find(key);
        if (entry < 0)
        {
            Adopt(key);
            // A key must never change.
            (key.O as Composite)?.Freeze();
            entry = _keys.Add(key);
            if (entry >= _values.Length)
            {
                Array.Resize(ref _values, Math.Max(4, _values.Length * 2));
            }
        }
        else
        {
            Release(_values[entry]);
        }

        _values[entry] = value;
        _ordered = null;
    }

    internal RObj Copy()
    {
        FreezeAll(UnorderedValues);
        var copy = new RObj(Count + 1);
        for (var entry = 0; entry < Count; entry++)
        {
            copy.Adopt(_keys[entry]);
            copy.Adopt(_values[entry]);
            copy._values[copy._keys.Add(_keys[entry])] = _values[entry];
        }

        return copy;
    }

    private Ordered Order()
    {
        var ordered = _ordered;
        if (ordered is null)
        {
            var keys = UnorderedKeys.ToArray();
            var values = UnorderedValues.ToArray();
            Array.Sort(keys, values);
            _ordered = ordered = new Ordered(keys, values);
        }

        return ordered;
    }

    private protected override int ComputeHash()
    {
        var sum = 0;
        for (var entry = 0; entry < Count; entry++)
        {
            sum += HashMix.Of(_keys[entry].GetHashCode(), _values[entry].GetHashCode());
        }

        return HashMix.Of((long)ValKind.Object, sum);
    }

    private sealed record Ordered(Val[] Keys, Val[] Values);
}
