namespace Platform.Rego.Values;

/// <summary>Builds a set.</summary>
public sealed class SetBuilder(int capacity = 0)
{
    private readonly RSet _set = new(capacity);

    /// <summary>The number of members so far.</summary>
    public int Count => _set.Count;

    /// <summary>Whether a value is a member already.</summary>
    public bool Contains(Val item) => _set.Contains(item);

    /// <summary>Adds a member, if it is not there.</summary>
    /// <exception cref="InvalidOperationException">The set has been built.</exception>
    public SetBuilder Add(Val item)
    {
        Refuse.IfBuilt(_set);
        _set.Add(item);
        return this;
    }

    /// <summary>The finished set.</summary>
    public RSet Build()
    {
        _set.Freeze();
        return _set;
    }
}
