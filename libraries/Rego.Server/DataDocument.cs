using Platform.Rego.Values;

namespace Platform.Rego.Server;

/// <summary>Changes of a base document: each takes the whole and returns a new whole.</summary>
internal static class DataDocument
{
    // The engine knows RFC 6902 already, as a builtin.
    private static readonly PreparedQuery JsonPatch = RegoPolicy.Compile([]).PrepareQuery($"{DataPath.Result} = json.patch(input.document, input.patches)");

    public static bool TryGet(Val root, DataPath path, out Val value)
    {
        value = root;
        foreach (var part in path.Parts)
            value = Child(value, part);
        return value.IsDefined;
    }

    /// <summary>Puts a value at a path; objects on the way that are missing are made.</summary>
    /// <exception cref="OpaException">Something on the way is no object.</exception>
    public static Val Put(Val root, DataPath path, Val value) => Put(root, path, 0, value);

    /// <exception cref="OpaException">There is nothing at the path.</exception>
    public static Val Delete(Val root, DataPath path)
    {
        if (path.IsRoot)
            return Val.From(RObj.Empty);
        if (!TryGet(root, path, out _))
            throw OpaException.NotFound($"storage_not_found_error: {path}: document does not exist");
        return Patch(root, path with { Parts = [.. path.Parts.SkipLast(1)] }, Val.ArrayOf(Val.ObjectOf(("op", "remove"), ("path", Pointer(path.Parts[^1])))));
    }

    /// <summary>Applies a JSON Patch (RFC 6902) to the document at a path.</summary>
    /// <exception cref="OpaException">There is no such document, or the patch does not fit it.</exception>
    public static Val Patch(Val root, DataPath path, Val patches)
    {
        if (patches.Kind != ValKind.Array)
            throw OpaException.BadRequest("body must be an array of JSON Patch operations");
        if (!TryGet(root, path, out var document))
            throw OpaException.NotFound($"storage_not_found_error: {path}: document does not exist");
        var patched = JsonPatch.EvaluateAll(Val.ObjectOf(("document", document), ("patches", patches)));
        return patched.Count == 1 ? Put(root, path, patched[0][DataPath.Result]) : throw OpaException.BadRequest("the patch does not fit the document");
    }

    private static Val Put(Val at, DataPath path, int depth, Val value)
    {
        if (depth == path.Parts.Count)
            return value;
        var part = path.Parts[depth];
        var inner = Child(at, part);
        var changed = Put(inner.IsDefined ? inner : Val.From(RObj.Empty), path, depth + 1, value);
        return at.Kind switch
        {
            ValKind.Object => With(at, part, changed),
            ValKind.Array when inner.IsDefined => With(at.AsArray(), (int)index(part), changed),
            _ => throw new OpaException(404, "resource_conflict", $"storage_write_conflict_error: {path}"),
        };

        static long index(string part) => DataPath.Key(part).TryGetInt64(out var index) ? index : -1;
    }

    // In an object, "1" is a name all the same.
    private static Val Child(Val at, string part) => at.Kind == ValKind.Array ? at.Get(DataPath.Key(part)) : at[part];

    private static Val With(Val at, string name, Val value)
    {
        var pairs = new List<(Val, Val)>(at.Count + 1);
        foreach (var key in at.Keys)
            pairs.Add((key, at.Get(key)));
        pairs.Add((name, value));
        return Val.ObjectOf([.. pairs]);
    }

    private static Val With(RArr at, int index, Val value)
    {
        var items = at.Span.ToArray();
        items[index] = value;
        return Val.ArrayOf(items);
    }

    private static string Pointer(string part) => "/" + part.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
