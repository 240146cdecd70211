using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Patching;

/// <summary>json.filter, json.remove and json.patch</summary>
internal static class JsonPathBuiltins
{
    [Builtin("json.filter")]
    internal static Val Filter(RObj document, Val paths) => JsonPaths.Tree(paths).Filter(document);

    [Builtin("json.remove")]
    internal static Val Remove(RObj document, Val paths) => JsonPaths.Tree(paths).Remove(document);

    /// <summary>RFC 6902, with sets and non-string keys besides; undefined if an operation does not apply.</summary>
    [Builtin("json.patch")]
    internal static Val Patch(BuiltinContext context, Val document, RArr operations)
    {
        PatchNode? root = new(document);
        try
        {
            foreach (Val operation in operations)
            {
                context.Charge(1);
                root = Apply(root, operation);
            }
        }
        catch (BuiltinException)
        {
            return default;
        }

        return root?.Render() ?? default;
    }

    private static PatchNode? Apply(PatchNode? root, Val operation)
    {
        if (operation.Kind != ValKind.Object)
        {
            throw new BuiltinException("must be an array of JSON-Patch objects, but at least one element is not an object");
        }

        Val name = Attribute(operation, "op");
        Val[] path = JsonPaths.Parse(Attribute(operation, "path"));
        switch (name.Kind == ValKind.String ? name.AsString() : "")
        {
            case "add":
                return Insert(root, path, Attribute(operation, "value"));
            case "remove":
                return Delete(root, path);
            case "replace":
                Val replacement = Attribute(operation, "value");
                return Insert(Delete(root, path), path, replacement);
            case "move":
                Val[] from = JsonPaths.Parse(Attribute(operation, "from"));
                Val moved = Require(root).ValueAt(from);
                return Insert(Delete(root, from), path, moved);
            case "copy":
                return Insert(root, path, Require(root).ValueAt(JsonPaths.Parse(Attribute(operation, "from"))));
            case "test":
                return Require(root).ValueAt(path) == Attribute(operation, "value")
                    ? root
                    : throw new BuiltinException("value to test is different");
            default:
                throw new BuiltinException($"unrecognized op {name}");
        }
    }

    private static PatchNode Insert(PatchNode? root, Val[] path, Val value)
    {
        if (path.Length == 0)
        {
            return new PatchNode(value);
        }

        Require(root).Insert(path, value);
        return root!;
    }

    private static PatchNode? Delete(PatchNode? root, Val[] path)
    {
        if (path.Length == 0)
        {
            Require(root);
            return null;
        }

        Require(root).Delete(path);
        return root;
    }

    private static PatchNode Require(PatchNode? root) => root ?? throw new BuiltinException("the document has been removed");

    private static Val Attribute(Val operation, string name) =>
        operation[name] is { IsDefined: true } value ? value : throw new BuiltinException($"missing '{name}' attribute");
}
