using System.Globalization;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Patching;

/// <summary>
/// A document being patched. A node keeps its value until something below it changes; then it opens into its children.
/// An operation that does not apply throws <see cref="BuiltinException"/>.
/// </summary>
internal sealed class PatchNode(Val value)
{
    private List<PatchNode>? elements;
    private Dictionary<Val, PatchNode>? members;

    public void Insert(ReadOnlySpan<Val> path, Val inserted)
    {
        PatchNode parent = Descend(path[..^1]);
        Val key = path[^1];
        parent.Open();
        if (parent.elements is { } items)
        {
            int index = Index(key, items.Count);
            items.Insert(index <= items.Count ? index : throw new BuiltinException("index for array insertion out of bounds"), new PatchNode(inserted));
            return;
        }

        if (parent.IsSet && key != inserted)
        {
            throw new BuiltinException($"set key {key} does not equal value to be inserted {inserted}");
        }

        parent.members![key] = new PatchNode(inserted);
    }

    public void Delete(ReadOnlySpan<Val> path)
    {
        PatchNode parent = Descend(path[..^1]);
        Val key = path[^1];
        parent.Open();
        if (parent.elements is { } items)
        {
            int index = Index(key, items.Count);
            items.RemoveAt(index < items.Count ? index : throw new BuiltinException("index for array delete out of bounds"));
            return;
        }

        parent.CollapseSet(key);
        if (!parent.members!.Remove(key))
        {
            throw new BuiltinException($"cannot delete child key {key} that does not exist");
        }
    }

    /// <summary>The value at a path as it is now.</summary>
    public Val ValueAt(ReadOnlySpan<Val> path) => Descend(path).Render();

    public Val Render()
    {
        if (elements is not null)
        {
            var array = new ArrayBuilder(elements.Count);
            foreach (PatchNode element in elements)
            {
                array.Add(element.Render());
            }

            return array.Build();
        }

        if (members is null)
        {
            return value;
        }

        if (IsSet)
        {
            var set = new SetBuilder(members.Count);
            foreach (PatchNode member in members.Values)
            {
                set.Add(member.Render());
            }

            return set.Build();
        }

        var obj = new ObjectBuilder(members.Count);
        foreach ((Val key, PatchNode member) in members)
        {
            obj.Set(key, member.Render());
        }

        return obj.Build();
    }

    private bool IsSet => value.Kind == ValKind.Set;

    private PatchNode Descend(ReadOnlySpan<Val> path)
    {
        PatchNode node = this;
        foreach (Val key in path)
        {
            node.Open();
            if (node.elements is { } items)
            {
                int index = Index(key, items.Count);
                node = index < items.Count ? items[index] : throw new BuiltinException($"path {key} does not exist");
                continue;
            }

            node.CollapseSet(key);
            node = node.members!.TryGetValue(key, out PatchNode? child) ? child : throw new BuiltinException($"path {key} does not exist");
        }

        return node;
    }

    private void Open()
    {
        if (elements is not null || members is not null)
        {
            return;
        }

        switch (value.Kind)
        {
            case ValKind.Array:
                elements = [];
                foreach (Val item in value.Items)
                {
                    elements.Add(new PatchNode(item));
                }

                break;
            case ValKind.Object or ValKind.Set:
                members = [];
                foreach (Val key in value.Keys)
                {
                    members[key] = new PatchNode(value.Get(key));
                }

                break;
            default:
                throw new BuiltinException($"expected composite type, found value: {value}");
        }
    }

    // The members of a set are their own keys, so changes inside of one must show before another composite member is sought.
    private void CollapseSet(Val key)
    {
        if (!IsSet || key.Kind is not (ValKind.Array or ValKind.Object or ValKind.Set))
        {
            return;
        }

        Dictionary<Val, PatchNode> renewed = new(members!.Count);
        foreach (PatchNode member in members.Values)
        {
            Val rendered = member.Render();
            renewed[rendered] = new PatchNode(rendered);
        }

        members = renewed;
    }

    private static int Index(Val key, int count)
    {
        switch (key.Kind)
        {
            case ValKind.Number when key.AsNumber() is { IsWrittenAsInteger: true } number && number.TryGetInt64(out long index):
                return index >= 0 ? (int)Math.Min(index, int.MaxValue) : throw new BuiltinException("index out of bounds");
            case ValKind.String when key.AsString() == "-":
                return count;
            case ValKind.String when int.TryParse(key.AsString(), NumberStyles.None, CultureInfo.InvariantCulture, out int index):
                return key.AsString() is "0" or [not '0', ..] ? index : throw new BuiltinException("leading zeros are not allowed in JSON paths");
            default:
                throw new BuiltinException("invalid type for indexing");
        }
    }
}
