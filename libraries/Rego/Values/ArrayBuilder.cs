namespace Platform.Rego.Values;

/// <summary>Builds an array.</summary>
public sealed class ArrayBuilder(int capacity = 0)
{
    private readonly RArr _array = new(capacity);

    /// <summary>The number of elements so far.</summary>
    public int Count => _array.Count;

    /// <summary>Appends an element.</summary>
    /// <exception cref="InvalidOperationException">The array has been built.</exception>
    public ArrayBuilder Add(Val item)
    {
        Refuse.IfBuilt(_array);
        _array.Add(item);
        return this;
    }

    /// <summary>The finished array.</summary>
    public RArr Build()
    {
        _array.Freeze();
        return _array;
    }
}
