using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Patching;

/// <summary>Several paths merged by their common beginnings.</summary>
internal sealed class PathTree
{
    private readonly Dictionary<Val, PathTree?> children = [];

    public void Add(ReadOnlySpan<Val> path)
    {
        PathTree node = this;
        for (int i = 0; i < path.Length; i++)
        {
            if (i == path.Length - 1)
            {
                node.children[path[i]] = null;
                return;
            }

            if (!node.children.TryGetValue(path[i], out PathTree? child))
            {
                node.children[path[i]] = child = new PathTree();
            }

            if (child is null)
            {
                return;
            }

            node = child;
        }
    }

    /// <summary>Whether a key is there, and what lies below it: null where a path ends.</summary>
    public bool TryGet(Val key, out PathTree? child) => children.TryGetValue(key, out child);

    /// <summary>Keeps only what the paths name. Array elements are named by their index as a string.</summary>
    public Val Filter(Val value) => Map(value, (item, key) => TryGet(key, out PathTree? child) ? child is null ? item : child.Filter(item) : default);

    /// <summary>Drops what the paths name.</summary>
    public Val Remove(Val value) => Map(value, (item, key) => TryGet(key, out PathTree? child) ? child is null ? default : child.Remove(item) : item);

    private static Val Map(Val value, Func<Val, Val, Val> map)
    {
        switch (value.Kind)
        {
            case ValKind.Object:
                var obj = new ObjectBuilder();
                foreach (Val key in value.Keys)
                {
                    obj.Set(key, map(value.Get(key), key));
                }

                return obj.Build();
            case ValKind.Array:
                var array = new ArrayBuilder();
                for (int i = 0; i < value.Count; i++)
                {
                    Val mapped = map(value[i], i.ToString(System.Globalization.CultureInfo.InvariantCulture));
                    if (mapped.IsDefined)
                    {
                        array.Add(mapped);
                    }
                }

                return array.Build();
            case ValKind.Set:
                var set = new SetBuilder();
                foreach (Val member in value.Items)
                {
                    Val mapped = map(member, member);
                    if (mapped.IsDefined)
                    {
                        set.Add(mapped);
                    }
                }

                return set.Build();
            default:
                return value;
        }
    }
}
