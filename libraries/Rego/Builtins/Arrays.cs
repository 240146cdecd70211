using Platform.Rego.Values;

namespace Platform.Rego.Builtins;

/// <summary>array.*</summary>
internal static class Arrays
{
    [Builtin("array.concat")]
    internal static RArr Concat(RArr x, RArr y)
    {
        var result = new ArrayBuilder(x.Count + y.Count);
        foreach (var item in x)
        {
            result.Add(item);
        }

        foreach (var item in y)
        {
            result.Add(item);
        }

        return result.Build();
    }

    [Builtin("array.flatten")]
    internal static RArr Flatten(RArr array)
    {
        var result = new ArrayBuilder(array.Count);
        foreach (var item in array)
        {
            if (item.Kind != ValKind.Array)
            {
                result.Add(item);
                continue;
            }

            foreach (var inner in item.AsArray())
            {
                result.Add(inner);
            }
        }

        return result.Build();
    }

    [Builtin("array.reverse")]
    internal static RArr Reverse(RArr array)
    {
        var items = array.Span.ToArray();
        Array.Reverse(items);
        return RArr.Of(items);
    }

    /// <summary>Bounds beyond the array are moved to its ends; a start after the stop gives the empty array.</summary>
    [Builtin("array.slice")]
    internal static RArr Slice(RArr array, long start, long stop)
    {
        start = Math.Max(0, start);
        stop = Math.Min(stop, array.Count);
        return start >= stop ? RArr.Empty : RArr.Of(array.Span[(int)start..(int)stop]);
    }
}
