namespace Platform.Rego.Values;

/// <summary>The elements of an array that does not change by their values at one key, in their order.</summary>
internal sealed class ElementIndex
{
    /// <summary>Fewer elements are as quickly looked through.</summary>
    internal const int FewestElements = 16;

    /// <summary>How often an array is looked through before it is worth an index.</summary>
    internal const int WorthAfter = 3;

    private readonly Dictionary<Val, int> _first;
    private readonly int[] _next;

    internal ElementIndex(ReadOnlySpan<Val> elements, Val key)
    {
        Key = key;
        _first = new Dictionary<Val, int>(elements.Length);
        _next = new int[elements.Length];
        for (var at = elements.Length - 1; at >= 0; at--)
        {
            var value = elements[at].Get(key);
            if (value.IsDefined)
            {
                _next[at] = _first.GetValueOrDefault(value, -1);
                _first[value] = at;
            }
        }
    }

    internal Val Key { get; }

    /// <summary>The first element with a value, or -1.</summary>
    internal int First(Val value) => value.IsDefined ? _first.GetValueOrDefault(value, -1) : -1;

    /// <summary>The next element with the same value, or -1.</summary>
    internal int Next(int at) => _next[at];
}
