using System.Collections.Immutable;
using Platform.Rego.Semantics;
using Platform.Rego.Syntax;
using Platform.Rego.Text;
using Platform.Rego.Values;
using Environment = System.Collections.Immutable.ImmutableDictionary<string, Platform.Rego.Partial.SymbolicValue>;

namespace Platform.Rego.Partial;

internal sealed partial class SymbolicEvaluation
{
    private static readonly Dictionary<string, ResidualOperator> Comparisons = new(StringComparer.Ordinal)
    {
        ["equal"] = ResidualOperator.Eq, ["neq"] = ResidualOperator.Ne, ["lt"] = ResidualOperator.Lt,
        ["lte"] = ResidualOperator.Lte, ["gt"] = ResidualOperator.Gt, ["gte"] = ResidualOperator.Gte,
    };

    private static readonly Dictionary<string, ResidualTextTest> Tests = new(StringComparer.Ordinal)
    {
        ["startswith"] = ResidualTextTest.StartsWith, ["endswith"] = ResidualTextTest.EndsWith, ["contains"] = ResidualTextTest.Contains,
    };

    private IEnumerable<(Environment, ResidualCondition)> Unify(Term left, Term right, Environment before)
    {
        if (left is VarTerm l && !before.ContainsKey(l.Name) && l.Name is not ("input" or "data"))
        {
            return Bind(l.Name, Term(right, before), before);
        }

        if (right is VarTerm r && !before.ContainsKey(r.Name) && r.Name is not ("input" or "data"))
        {
            return Bind(r.Name, Term(left, before), before);
        }

        return [(before, ResidualCondition.Any(Term(left, before).SelectMany(a => Term(right, before).Select(b =>
            ResidualCondition.All([a.Condition, b.Condition, Compare(ResidualOperator.Eq, a.Value, b.Value, left.Span)])))))];
    }

    private static IEnumerable<(Environment, ResidualCondition)> Bind(string name, IEnumerable<Guarded> values, Environment before) =>
        values.Select(value => (before.SetItem(name, value.Value), value.Condition));

    private IEnumerable<(Environment, ResidualCondition)> Call(CallLiteral call, Environment before)
    {
        if (call.Operator.HeadName == "data")
        {
            return CallRule(call, before);
        }

        if (!Comparisons.ContainsKey(call.Name) && !Tests.ContainsKey(call.Name) && call.Name is not ("internal.member_2" or "is_object" or "is_null"))
        {
            throw Unsupported(call.Span, $"{call.Name} of what is not known");
        }

        var arity = call.Name is "is_object" or "is_null" ? 1 : 2;
        var operands = call.Arguments.Take(arity).Select(argument => Term(argument, before).ToList()).ToList();
        var combinations = operands[0].SelectMany(a => arity == 1 ? [(a, a)] : operands[1].Select(b => (a, b)));
        var holds = combinations.Select(pair => (
            Defined: ResidualCondition.All([pair.Item1.Condition, pair.Item2.Condition]),
            True: Builtin(call, pair.Item1.Value, pair.Item2.Value))).ToList();
        var condition = ResidualCondition.Any(holds.Select(one => ResidualCondition.All([one.Defined, one.True])));
        return call.Arguments.Length > arity
            ? Result(call, call.Arguments[arity], condition, ResidualCondition.Any(holds.Select(one => one.Defined)), before)
            : [(before, condition)];
    }

    // A call whose value is used: true or false, and undefined where a text test is asked of null.
    private IEnumerable<(Environment, ResidualCondition)> Result(CallLiteral call, Term output, ResidualCondition condition, ResidualCondition defined, Environment before)
    {
        if (Tests.ContainsKey(call.Name) || output is not VarTerm { Name: var name } || before.ContainsKey(name))
        {
            throw Unsupported(call.Span, $"the value of {call.Name} of what is not known");
        }

        return [(before.SetItem(name, new Known(Val.True)), condition), (before.SetItem(name, new Known(Val.False)), ResidualCondition.All([defined, condition.Negated()]))];
    }

    private IEnumerable<(Environment, ResidualCondition)> CallRule(CallLiteral call, Environment before)
    {
        var node = _rules.Find(call.Operator) is { Rules.Count: > 0 } found ? found : throw Unsupported(call.Span, $"{call.Name} is no function");
        var arity = node.Rules[0].Head.Arguments?.Length ?? 0;
        IEnumerable<ImmutableArray<Guarded>> arguments = [[]];
        foreach (var argument in call.Arguments.Take(arity))
        {
            var values = Term(argument, before).ToList();
            arguments = [.. arguments.SelectMany(list => values.Select(list.Add))];
        }

        foreach (var list in arguments)
        {
            foreach (var value in RuleValues(node, list, call.Span))
            {
                if (call.Arguments.Length == arity)
                {
                    yield return (before, ResidualCondition.All([value.Condition, Holds(value.Value)]));
                }
                else if (call.Arguments[arity] is VarTerm { Name: var name } && !before.ContainsKey(name))
                {
                    yield return (before.SetItem(name, value.Value), value.Condition);
                }
                else
                {
                    foreach (var expected in Term(call.Arguments[arity], before))
                    {
                        yield return (before, ResidualCondition.All([value.Condition, expected.Condition, Compare(ResidualOperator.Eq, value.Value, expected.Value, call.Span)]));
                    }
                }
            }
        }
    }

    private static ResidualCondition Builtin(CallLiteral call, SymbolicValue left, SymbolicValue right)
    {
        if (Comparisons.TryGetValue(call.Name, out var comparison))
        {
            return Compare(comparison, left, right, call.Span);
        }

        if (Tests.TryGetValue(call.Name, out var test))
        {
            return (left, right) switch
            {
                (Field { IsRow: false } field, Known { Value.Kind: ValKind.String } text) => new ResidualText(test, field.Name, text.Value.AsString(), true),
                (Known a, Known b) => Text(test, a.Value, b.Value),
                _ => throw Unsupported(call.Span, $"{call.Name} of what is not known"),
            };
        }

        return (call.Name, left, right) switch
        {
            ("is_object", Field { IsRow: true }, _) => ResidualCondition.Always,
            ("is_object", Known known, _) => Constant(known.Value.Kind == ValKind.Object),
            ("is_object", Composite, _) => ResidualCondition.Always,
            ("is_null", Field { IsRow: false } field, _) => new ResidualComparison(ResidualOperator.Eq, field.Name, Val.Null),
            ("is_null", Known known, _) => Constant(known.Value.Kind == ValKind.Null),
            ("internal.member_2", _, Known { Value.Kind: ValKind.Array or ValKind.Object or ValKind.Set } collection) =>
                ResidualCondition.Any(Members(collection.Value).Select(member => Compare(ResidualOperator.Eq, left, new Known(member.Value), call.Span))),
            ("internal.member_2", _, Known) => ResidualCondition.Never,
            _ => throw Unsupported(call.Span, call.Name == "internal.member_2" ? "membership in a collection that is not known" : $"{call.Name} of what is not known"),
        };
    }

    private static ResidualCondition Text(ResidualTextTest test, Val text, Val part) => Constant(text.Kind == ValKind.String && part.Kind == ValKind.String && test switch
    {
        ResidualTextTest.StartsWith => text.AsString().StartsWith(part.AsString(), StringComparison.Ordinal),
        ResidualTextTest.EndsWith => text.AsString().EndsWith(part.AsString(), StringComparison.Ordinal),
        _ => text.AsString().Contains(part.AsString(), StringComparison.Ordinal),
    });

    private static ResidualCondition Constant(bool holds) => holds ? ResidualCondition.Always : ResidualCondition.Never;

    private static ResidualCondition Compare(ResidualOperator op, SymbolicValue left, SymbolicValue right, SourceSpan at) => (left, right) switch
    {
        (Known a, Known b) => Constant(Disjunction.Holds(a.Value, op, b.Value)),
        (Field { IsRow: false } field, Known constant) when IsScalar(constant.Value) => Simplified(op, field.Name, constant.Value),
        (Known constant, Field { IsRow: false } field) when IsScalar(constant.Value) => Simplified(Operators.Turned(op), field.Name, constant.Value),
        (Field { IsRow: false } a, Field { IsRow: false } b) => a.Name == b.Name ? Constant(op is ResidualOperator.Eq or ResidualOperator.Lte or ResidualOperator.Gte) : new ResidualFields(op, a.Name, b.Name),
        _ => throw Unsupported(at, "a comparison of a collection that is not known"),
    };

    // Nothing comes before null.
    private static ResidualCondition Simplified(ResidualOperator op, string field, Val constant) => (op, constant.Kind) switch
    {
        (ResidualOperator.Lt, ValKind.Null) => ResidualCondition.Never,
        (ResidualOperator.Gte, ValKind.Null) => ResidualCondition.Always,
        (ResidualOperator.Lte, ValKind.Null) => new ResidualComparison(ResidualOperator.Eq, field, constant),
        (ResidualOperator.Gt, ValKind.Null) => new ResidualComparison(ResidualOperator.Ne, field, constant),
        _ => new ResidualComparison(op, field, constant),
    };
}
