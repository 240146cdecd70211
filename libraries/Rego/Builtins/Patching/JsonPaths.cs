using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Patching;

/// <summary>Paths as <c>json.filter</c>, <c>json.remove</c> and <c>json.patch</c> take them: JSON pointers or arrays of keys.</summary>
internal static class JsonPaths
{
    /// <summary>The keys of one path; empty for the whole document.</summary>
    public static Val[] Parse(Val path)
    {
        switch (path.Kind)
        {
            case ValKind.String:
                string text = path.AsString();
                return text.Length == 0
                    ? []
                    : [.. text.TrimStart('/').Split('/').Select(part => Val.From(part.Replace("~1", "/").Replace("~0", "~")))];
            case ValKind.Array:
                return path.Items.ToArray();
            default:
                throw BuiltinException.Operand(
                    2, $"must be one of {{set, array}} containing string paths or array of path segments but got {path.TypeName}");
        }
    }

    /// <summary>The paths of a set or an array as a tree: null at their ends, where a shorter path hides longer ones.</summary>
    public static PathTree Tree(Val paths)
    {
        if (paths.Kind is not (ValKind.Array or ValKind.Set))
        {
            throw BuiltinException.OperandType(2, paths, "set", "array");
        }

        var root = new PathTree();
        foreach (Val item in paths.Items)
        {
            root.Add(Parse(item));
        }

        return root;
    }
}
