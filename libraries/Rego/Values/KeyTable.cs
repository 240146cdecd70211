using System.Runtime.CompilerServices;

namespace Platform.Rego.Values;

/// <summary>Distinct values in the order they came, found by hash; up to eight are searched in a row.</summary>
internal struct KeyTable
{
    private const int LinearMax = 8;

    private Val[] _keys;
    private int[]? _slots;
    private int _count;

    internal KeyTable(int capacity)
    {
        _keys = capacity <= 0 ? [] : new Val[capacity];
        if (capacity > LinearMax)
        {
            _slots = new int[SlotsFor(capacity)];
        }
    }

    internal readonly int Count => _count;

    internal readonly ReadOnlySpan<Val> Span => _keys.AsSpan(0, _count);

    internal readonly Val this[int entry] => _keys[entry];

    /// <summary>Whether an entry is that of a string key.</summary>
    internal readonly bool IsAt(int entry, in Val key)
    {
        if ((uint)entry >= (uint)_count)
        {
            return false;
        }

        ref readonly var known = ref _keys[entry];
        return known.N == key.N && (ReferenceEquals(known.O, key.O) || (known.O is string text && string.Equals(text, Unsafe.As<string>(key.O))));
    }

    /// <summary>The entry of a key, or -1.</summary>
    internal readonly int Find(Val key)
    {
        if (_slots is null && key.O is string text)
        {
            for (var entry = 0; entry < _count; entry++)
            {
                ref readonly var known = ref _keys[entry];
                if (known.N == key.N && (ReferenceEquals(known.O, text) || (known.O is string other && string.Equals(other, text))))
                {
                    return entry;
                }
            }

            return -1;
        }

        if (_slots is null)
        {
            for (var entry = 0; entry < _count; entry++)
            {
                if (_keys[entry].Equals(key))
                {
                    return entry;
                }
            }

            return -1;
        }

        var mask = _slots.Length - 1;
        for (var slot = key.GetHashCode() & mask; ; slot = (slot + 1) & mask)
        {
            var entry = _slots[slot] - 1;
            if (entry < 0 || _keys[entry].Equals(key))
            {
                return entry;
            }
        }
    }

    /// <summary>Adds a key that is not there yet and returns its entry.</summary>
    internal int Add(Val key)
    {
        if (_count == _keys.Length)
        {
            Array.Resize(ref _keys, _count < 4 ? 4 : _count * 2);
        }

        _keys[_count++] = key;
        if (_slots is null ? _count > LinearMax : _count * 2 > _slots.Length)
        {
            Rebuild();
        }
        else if (_slots is not null)
        {
            Place(_slots, key, _count);
        }

        return _count - 1;
    }

    private void Rebuild()
    {
        var slots = new int[SlotsFor(_keys.Length)];
        for (var entry = 0; entry < _count; entry++)
        {
            Place(slots, _keys[entry], entry + 1);
        }

        _slots = slots;
    }

    private static void Place(int[] slots, Val key, int number)
    {
        var mask = slots.Length - 1;
        var slot = key.GetHashCode() & mask;
        while (slots[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        slots[slot] = number;
    }

    private static int SlotsFor(int capacity) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)capacity * 2);
}
