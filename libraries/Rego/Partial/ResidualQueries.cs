using Platform.Rego.Values;

namespace Platform.Rego.Partial;

/// <summary>A residual as OPA's compile API returns it: a list of queries, one of which must hold, each a list of expressions in the form of OPA's AST.</summary>
public static class ResidualQueries
{
    /// <summary>The queries: <c>[[]]</c> for every row, undefined for no row.</summary>
    /// <param name="condition">The residual.</param>
    /// <param name="unknown">The unknown document, such as <c>input.resource</c>.</param>
    /// <exception cref="InvalidOperationException">There are too many alternatives to write them out.</exception>
    public static Val Of(ResidualCondition condition, string unknown)
    {
        var alternatives = Disjunction.Of(condition) ?? throw new InvalidOperationException("the condition has more alternatives than can be written as queries");
        return alternatives.Count == 0
            ? Val.Undefined
            : Val.ArrayOf([.. alternatives.Select(together => Val.ArrayOf([.. together.Select((part, index) => Expression(part, index, unknown))]))]);
    }

    private static Val Expression(ResidualCondition condition, int index, string unknown)
    {
        var (op, left, right, negated) = condition switch
        {
            ResidualComparison one => (Operator(one.Operator), Reference(unknown, one.Field), Term(one.Value), false),
            ResidualFields two => (Operator(two.Operator), Reference(unknown, two.Field), Reference(unknown, two.Other), false),
            ResidualText text => (text.Test switch { ResidualTextTest.StartsWith => "startswith", ResidualTextTest.EndsWith => "endswith", _ => "contains" }, Reference(unknown, text.Field), Term(text.Text), !text.Holds),
            _ => throw new ArgumentOutOfRangeException(nameof(condition), condition.GetType().Name, null),
        };
        var members = new ObjectBuilder().Set("index", index).Set("terms", Val.ArrayOf(Typed("ref", Val.ArrayOf(Typed("var", op))), left, right));
        return negated ? members.Set("negated", true).Build() : members.Build();
    }

    private static string Operator(ResidualOperator op) => op == ResidualOperator.Ne ? "neq" : ResidualUcast.Name(op);

    private static Val Reference(string unknown, string field)
    {
        var names = unknown.Split('.').Concat(field.Split('.')).ToList();
        return Typed("ref", Val.ArrayOf([Typed("var", names[0]), .. names.Skip(1).Select(name => Typed("string", name))]));
    }

    private static Val Term(Val value) => Typed(value.Kind switch { ValKind.String => "string", ValKind.Number => "number", ValKind.Boolean => "boolean", _ => "null" }, value);

    private static Val Typed(string type, Val value) => Val.ObjectOf(("type", type), ("value", value));
}
