using Platform.Rego.Values;

namespace Platform.Rego.Builtins;

/// <summary>object.*; json.patch and its like are elsewhere.</summary>
internal static class Objects
{
    /// <summary>The value at a key, or at a path if the key is an array; otherwise the default.</summary>
    [Builtin("object.get")]
    internal static Val Get(RObj @object, Val key, Val @default)
    {
        if (key.Kind != ValKind.Array)
        {
            return @object.Get(key) is { IsDefined: true } found ? found : @default;
        }

        var value = Val.From(@object);
        foreach (var element in key.AsArray())
        {
            value = value.Get(element);
            if (value.IsUndefined)
            {
                return @default;
            }
        }

        return value;
    }

    [Builtin("object.keys")]
    internal static RSet Keys(BuiltinContext context, RObj @object)
    {
        context.Charge(@object.Count);
        return RSet.Of(@object.UnorderedKeys);
    }

    [Builtin("object.filter")]
    internal static RObj Filter(BuiltinContext context, RObj @object, [OneOf(ValKind.Object, ValKind.Set, ValKind.Array)] Val keys)
    {
        context.Charge(keys.Count);
        var result = new ObjectBuilder();
        foreach (var key in KeysOf(keys))
        {
            result.Set(key, @object.Get(key));
        }

        return result.Build();
    }

    [Builtin("object.remove")]
    internal static RObj Remove(BuiltinContext context, RObj @object, [OneOf(ValKind.Object, ValKind.Set, ValKind.Array)] Val keys)
    {
        context.Charge(@object.Count + keys.Count);
        var removed = RSet.Of(KeysOf(keys));
        var result = new ObjectBuilder(@object.Count);
        foreach (var (key, value) in @object)
        {
            if (!removed.Contains(key))
            {
                result.Set(key, value);
            }
        }

        return result.Build();
    }

    /// <summary>Merges recursively; where both hold something else than objects, b wins.</summary>
    [Builtin("object.union")]
    internal static RObj Union(BuiltinContext context, RObj a, RObj b)
    {
        context.Charge(a.Count + b.Count);
        var result = a.Copy();
        var keys = b.UnorderedKeys;
        for (var i = 0; i < keys.Length; i++)
        {
            var (left, right) = (a.Get(keys[i]), b.UnorderedValues[i]);
            result.Set(keys[i], left.O is RObj x && right.O is RObj y ? Val.From(Union(context, x, y)) : right);
        }

        result.Freeze();
        return result;
    }

    /// <summary>Merges from left to right.</summary>
    [Builtin("object.union_n")]
    internal static RObj UnionN(BuiltinContext context, RArr objects)
    {
        foreach (var item in objects)
        {
            if (item.Kind != ValKind.Object)
            {
                throw BuiltinException.OperandElement(1, objects, item, "object");
            }
        }

        var result = RObj.Empty;
        foreach (var item in objects)
        {
            result = Union(context, result, item.AsObject());
        }

        return result;
    }

    /// <summary>
    /// Whether sub is part of super: objects recursively, sets by members, arrays as a run of elements, a set in an array in any order.
    /// </summary>
    [Builtin("object.subset")]
    internal static bool Subset(BuiltinContext context, Val super, Val sub) => (super.O, sub.O) switch
    {
        (RObj a, RObj b) => ObjectSubset(context, a, b),
        (RSet a, RSet b) => SetSubset(a, b),
        (RArr a, RArr b) => ArraySubset(context, a, b),
        (RArr a, RSet b) => SetInArray(a, b),
        _ => throw BuiltinException.OperandError("both arguments object.subset must be of the same type or array and set"),
    };

    private static ReadOnlySpan<Val> KeysOf(Val keys) => keys.Kind == ValKind.Array ? keys.Items : keys.Keys;

    private static bool ObjectSubset(BuiltinContext context, RObj super, RObj sub)
    {
        context.Charge(sub.Count);
        for (var i = 0; i < sub.Count; i++)
        {
            var wanted = sub.UnorderedValues[i];
            var found = super.Get(sub.UnorderedKeys[i]);
            var holds = found.IsDefined && (found == wanted || (found.Kind == wanted.Kind && (found.O, wanted.O) switch
            {
                (RObj a, RObj b) => ObjectSubset(context, a, b),
                (RSet a, RSet b) => SetSubset(a, b),
                (RArr a, RArr b) => ArraySubset(context, a, b),
                _ => false,
            }));
            if (!holds)
            {
                return false;
            }
        }

        return true;
    }

    private static bool SetSubset(RSet super, RSet sub)
    {
        foreach (var item in sub.Unordered)
        {
            if (!super.Contains(item))
            {
                return false;
            }
        }

        return true;
    }

    private static bool ArraySubset(BuiltinContext context, RArr super, RArr sub)
    {
        context.Charge((long)super.Count * Math.Min(sub.Count, 64));
        return super.Span.IndexOf(sub.Span) >= 0;
    }

    private static bool SetInArray(RArr super, RSet sub)
    {
        var missing = new HashSet<Val>();
        foreach (var item in sub.Unordered)
        {
            missing.Add(item);
        }

        foreach (var item in super)
        {
            missing.Remove(item);
        }

        return missing.Count == 0;
    }
}
