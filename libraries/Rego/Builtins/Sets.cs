using Platform.Rego.Values;

namespace Platform.Rego.Builtins;

/// <summary>Set algebra.</summary>
internal static class Sets
{
    [Builtin("and")]
    internal static RSet And(BuiltinContext context, RSet x, RSet y)
    {
        context.Charge(Math.Min(x.Count, y.Count));
        var (small, large) = x.Count <= y.Count ? (x, y) : (y, x);
        var result = new SetBuilder();
        foreach (var item in small.Unordered)
        {
            if (large.Contains(item))
            {
                result.Add(item);
            }
        }

        return result.Build();
    }

    [Builtin("or")]
    internal static RSet Or(BuiltinContext context, RSet x, RSet y)
    {
        context.Charge(x.Count + y.Count);
        return Unite([x, y]);
    }

    [Builtin("set_diff")]
    internal static RSet Difference(BuiltinContext context, RSet x, RSet y)
    {
        context.Charge(x.Count);
        var result = new SetBuilder();
        foreach (var item in x.Unordered)
        {
            if (!y.Contains(item))
            {
                result.Add(item);
            }
        }

        return result.Build();
    }

    [Builtin("union")]
    internal static RSet Union(BuiltinContext context, RSet sets)
    {
        var members = Members(sets);
        context.Charge(members.Sum(m => (long)m.Count));
        return Unite(members);
    }

    [Builtin("intersection")]
    internal static RSet Intersection(BuiltinContext context, RSet sets)
    {
        var members = Members(sets);
        context.Charge(members.Length);
        return members.Length == 0 ? RSet.Empty : members.OrderBy(m => m.Count).Aggregate((x, y) => And(context, x, y));
    }

    private static RSet Unite(ReadOnlySpan<RSet> sets)
    {
        var result = new SetBuilder();
        foreach (var set in sets)
        {
            foreach (var item in set.Unordered)
            {
                result.Add(item);
            }
        }

        return result.Build();
    }

    private static RSet[] Members(RSet sets)
    {
        var members = new List<RSet>(sets.Count);
        foreach (var member in sets)
        {
            members.Add(member.Kind == ValKind.Set ? member.AsSet() : throw BuiltinException.OperandType(1, member, "set"));
        }

        return [.. members];
    }
}
