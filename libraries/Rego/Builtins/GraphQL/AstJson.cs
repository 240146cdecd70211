using Platform.Rego.Values;

namespace Platform.Rego.Builtins.GraphQL;

/// <summary>The pieces that syntax trees are written and read with.</summary>
internal static class AstJson
{
    /// <summary>An object without the undefined members.</summary>
    public static Val Object(params ReadOnlySpan<(string Name, Val Value)> members)
    {
        var obj = new ObjectBuilder(members.Length);
        foreach ((string name, Val value) in members)
        {
            obj.Set(name, value);
        }

        return obj.Build();
    }

    /// <summary>An array, undefined if it would be empty.</summary>
    public static Val List<T>(List<T> items, Func<T, Val> write)
    {
        if (items.Count == 0)
        {
            return default;
        }

        var array = new ArrayBuilder(items.Count);
        foreach (T item in items)
        {
            array.Add(write(item));
        }

        return array.Build();
    }

    /// <summary>The elements of an array; none if it is missing.</summary>
    public static List<T> Read<T>(Val value, Func<Val, T> read)
    {
        if (value.Kind is ValKind.Undefined or ValKind.Null)
        {
            return [];
        }

        if (value.Kind != ValKind.Array)
        {
            throw new BuiltinException($"json: cannot unmarshal {value.TypeName} into a list of a GraphQL syntax tree");
        }

        List<T> items = new(value.Count);
        foreach (Val item in value.Items)
        {
            items.Add(item.Kind == ValKind.Object || typeof(T) == typeof(string) && item.Kind == ValKind.String
                ? read(item)
                : throw new BuiltinException($"json: cannot unmarshal {item.TypeName} into a node of a GraphQL syntax tree"));
        }

        return items;
    }

    /// <summary>A string; empty if it is missing.</summary>
    public static string Text(Val value) => value.Kind switch
    {
        ValKind.String => value.AsString(),
        ValKind.Undefined or ValKind.Null => "",
        _ => throw new BuiltinException($"json: cannot unmarshal {value.TypeName} into a string of a GraphQL syntax tree"),
    };
}
