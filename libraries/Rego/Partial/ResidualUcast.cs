using Platform.Rego.Values;

namespace Platform.Rego.Partial;

/// <summary>
/// A residual as a UCAST condition. Where null comes before other values that is written out, since UCAST's readers differ there; <c>ne</c> includes null.
/// </summary>
public static class ResidualUcast
{
    /// <summary>The condition; undefined for every row or for no row, which UCAST does not say.</summary>
    /// <param name="condition">The residual.</param>
    /// <param name="neverNull">Whether a field is never null, so that nothing is said of it; none if null.</param>
    public static Val Of(ResidualCondition condition, Func<string, bool>? neverNull = null) =>
        condition.IsAlways || condition.IsNever ? Val.Undefined : Write(condition, neverNull ?? (_ => false));

    private static Val Write(ResidualCondition condition, Func<string, bool> neverNull) => condition switch
    {
        ResidualAll all => Compound("and", all.Conditions.Select(part => Write(part, neverNull))),
        ResidualAny any => Any(any, neverNull),
        ResidualComparison { Operator: ResidualOperator.Lt or ResidualOperator.Lte } before => neverNull(before.Field)
            ? Member(Name(before.Operator), before.Field, before.Value)
            : Compound("or", [Null("eq", before.Field), Member(Name(before.Operator), before.Field, before.Value)]),
        ResidualComparison comparison => Member(Name(comparison.Operator), comparison.Field, comparison.Value),
        ResidualFields fields => Fields(fields, neverNull),
        ResidualText text => Text(text),
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition.GetType().Name, null),
    };

    // Several values of one field are a list.
    private static Val Any(ResidualAny any, Func<string, bool> neverNull)
    {
        var equal = any.Conditions.OfType<ResidualComparison>().Where(one => one.Operator == ResidualOperator.Eq && one.Value.Kind != ValKind.Null)
            .GroupBy(one => one.Field).Where(group => group.Count() > 1).ToDictionary(group => group.Key, group => group.ToList());
        var parts = new List<Val>();
        foreach (var part in any.Conditions)
        {
            if (part is ResidualComparison one && equal.TryGetValue(one.Field, out var group) && group.Contains(one))
            {
                if (group[0].Equals(one))
                {
                    parts.Add(Member("in", one.Field, Val.ArrayOf([.. group.Select(other => other.Value)])));
                }
            }
            else
            {
                parts.Add(Write(part, neverNull));
            }
        }

        return parts.Count == 1 ? parts[0] : Compound("or", parts);
    }

    private static Val Fields(ResidualFields fields, Func<string, bool> neverNull)
    {
        var (first, second) = fields.Operator is ResidualOperator.Gt or ResidualOperator.Gte ? (fields.Other, fields.Field) : (fields.Field, fields.Other);
        var plain = Member(Name(fields.Operator), fields.Field, Val.ObjectOf(("field", fields.Other)));
        return fields.Operator is ResidualOperator.Eq or ResidualOperator.Ne || neverNull(first)
            ? plain
            : Compound("or", [plain, fields.Operator is ResidualOperator.Lte or ResidualOperator.Gte || neverNull(second) ? Null("eq", first) : Compound("and", [Null("eq", first), Null("ne", second)])]);
    }

    private static Val Text(ResidualText text)
    {
        var test = Member(text.Test switch { ResidualTextTest.StartsWith => "startswith", ResidualTextTest.EndsWith => "endswith", _ => "contains" }, text.Field, text.Text);
        return text.Holds ? test : Compound("not", [test]);
    }

    private static Val Null(string op, string field) => Member(op, field, Val.Null);

    private static Val Member(string op, string field, Val value) => Val.ObjectOf(("type", "field"), ("operator", op), ("field", field), ("value", value));

    private static Val Compound(string op, IEnumerable<Val> parts) => Val.ObjectOf(("type", "compound"), ("operator", op), ("value", Val.ArrayOf([.. parts])));

    internal static string Name(ResidualOperator op) => op switch
    {
        ResidualOperator.Eq => "eq",
        ResidualOperator.Ne => "ne",
        ResidualOperator.Lt => "lt",
        ResidualOperator.Lte => "lte",
        ResidualOperator.Gt => "gt",
        _ => "gte",
    };
}
