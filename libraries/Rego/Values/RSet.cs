namespace Platform.Rego.Values;

/// <summary>A set; enumerated in Rego's order.</summary>
public sealed class RSet : Composite, IEquatable<RSet>
{
    private KeyTable _members;
    private Val[]? _ordered;

    internal RSet(int capacity = 0) : base(ValKind.Set) => _members = new KeyTable(capacity);

    /// <summary>The empty set.</summary>
    public static RSet Empty { get; } = Of();

    /// <summary>The number of members.</summary>
    public override int Count => _members.Count;

    /// <summary>The members in the order they were added, for work that does not depend on order.</summary>
    public ReadOnlySpan<Val> Unordered => _members.Span;

    /// <summary>A set of the values.</summary>
    public static RSet Of(params ReadOnlySpan<Val> items)
    {
        var set = new RSet(items.Length);
        foreach (var item in items)
        {
            set.Add(item);
        }

        set.Freeze();
        return set;
    }

    /// <summary>Whether a value is a member.</summary>
    public bool Contains(Val item) => _members.Find(item) >= 0;

    /// <summary>Whether the order is known already.</summary>
    internal bool IsOrdered => _ordered is not null;

    /// <summary>The members in Rego's order.</summary>
    public ReadOnlySpan<Val> InOrder()
    {
        var ordered = _ordered;
        if (ordered is null)
        {
            ordered = _members.Span.ToArray();
            Array.Sort(ordered);
            _ordered = ordered;
        }

        return ordered;
    }

    /// <summary>Enumerates the members in Rego's order.</summary>
    public ReadOnlySpan<Val>.Enumerator GetEnumerator() => InOrder().GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(RSet? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || other.Count != Count || other.Hash != Hash)
        {
            return false;
        }

        foreach (var member in _members.Span)
        {
            if (!other.Contains(member))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RSet other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Hash;

    /// <summary>Adds a member; false if it was there.</summary>
    internal bool Add(Val item)
    {
        if (_members.Find(item) >= 0)
        {
            return false;
        }

        Adopt(item);
        // A member must never change.
        (item.O as Composite)?.Freeze();
        _members.Add(item);
        _ordered = null;
        return true;
    }

    internal RSet Copy()
    {
        var copy = new RSet(Count + 1);
        foreach (var member in _members.Span)
        {
            copy.Adopt(member);
            copy._members.Add(member);
        }

        return copy;
    }

    private protected override int ComputeHash()
    {
        var sum = 0;
        foreach (var member in _members.Span)
        {
            sum += HashMix.Of((long)ValKind.Set, member.GetHashCode());
        }

        return HashMix.Of(sum, Count);
    }
}
