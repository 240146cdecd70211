namespace Platform.Rego.Values;

/// <summary>Builds an object.</summary>
public sealed class ObjectBuilder(int capacity = 0)
{
    private readonly RObj _object = new(capacity);

    /// <summary>The number of keys so far.</summary>
    public int Count => _object.Count;

    /// <summary>The value set for a key so far, or undefined.</summary>
    public Val Get(Val key) => _object.Get(key);

    /// <summary>Sets the value of a key, replacing one that is there; an undefined value is left out.</summary>
    /// <exception cref="InvalidOperationException">The object has been built.</exception>
    public ObjectBuilder Set(Val key, Val value)
    {
        Refuse.IfBuilt(_object);
        if (value.IsDefined)
        {
            _object.Set(key, value);
        }

        return this;
    }

    /// <summary>The finished object.</summary>
    public RObj Build()
    {
        _object.Freeze();
        return _object;
    }
}
