using Platform.Rego.Values;

namespace Platform.Rego.Builtins;

/// <summary>Set algebra.</summary>
internal static class Sets
{
    [Builtin("and")]
    internal static RSet And(RSet x, RSet y)
    {
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
    internal static RSet Or(RSet x, RSet y) => Unite([x, y]);

    [Builtin("set_diff")]
    internal static RSet Difference(RSet x, RSet y)
    {
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
        return members.Length == 0 ? RSet.Empty : members.OrderBy(m => m.Count).Aggregate(And);
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
