using System.Collections.Immutable;
using Platform.Rego.Semantics;
using Platform.Rego.Syntax;
using Platform.Rego.Text;
using Platform.Rego.Values;
using Environment = System.Collections.Immutable.ImmutableDictionary<string, Platform.Rego.Partial.SymbolicValue>;

namespace Platform.Rego.Partial;

internal sealed partial class SymbolicEvaluation
{
    /// <summary>The values of a rule or of a call, each with the rows that have it; no row has two.</summary>
    private List<Guarded> RuleValues(RuleTree node, ImmutableArray<Guarded> arguments, SourceSpan at)
    {
        Step(at);
        if (node.Rules.Any(rule => rule.Head.IsMultiValue) || node.Children.Any(child => child.Subtree().Any()) || node.Rules.Any(rule => rule.Head.Ref.Parts.Length != node.Rules[0].Head.Ref.Parts.Length || !rule.Head.Ref.IsGround()))
        {
            throw Unsupported(at, $"{node.Path} is a set or an object made by several rules, and depends on what is not known");
        }

        var found = new List<Guarded>();
        foreach (var rule in node.Rules.Where(rule => !rule.IsDefault))
        {
            Chain(rule, arguments, found);
        }

        var values = Distinct(found, at);
        if (node.Rules.FirstOrDefault(rule => rule.IsDefault) is { } otherwise)
        {
            var condition = ResidualCondition.All([.. arguments.Select(argument => argument.Condition), ResidualCondition.Any(found.Select(value => value.Condition)).Negated()]);
            values.AddRange(Term(otherwise.Head.Value!, Nothing).Select(value => new Guarded(condition, value.Value)));
        }

        return [.. values.Where(value => !value.Condition.IsNever)];
    }

    // A branch is asked where none before it held.
    private void Chain(Rule rule, ImmutableArray<Guarded> arguments, List<Guarded> found)
    {
        var before = ResidualCondition.Never;
        foreach (var branch in rule.Chain())
        {
            var held = new List<ResidualCondition>();
            foreach (var (start, matches) in Arguments(branch, arguments))
            {
                foreach (var (after, condition) in Body(branch.Body, 0, start))
                {
                    foreach (var value in Term(branch.Head.Value!, after))
                    {
                        var own = ResidualCondition.All([matches, condition, value.Condition]);
                        held.Add(own);
                        found.Add(new(ResidualCondition.All([own, before.Negated()]), value.Value));
                    }
                }
            }

            before = ResidualCondition.Any([before, .. held]);
        }
    }

    private static IEnumerable<(Environment Start, ResidualCondition Condition)> Arguments(Rule rule, ImmutableArray<Guarded> arguments)
    {
        var (start, conditions) = (Nothing, new List<ResidualCondition>());
        foreach (var (pattern, argument) in (rule.Head.Arguments ?? []).Zip(arguments))
        {
            conditions.Add(argument.Condition);
            if (pattern is VarTerm { Name: var name })
            {
                if (start.TryGetValue(name, out var twice))
                {
                    conditions.Add(Compare(ResidualOperator.Eq, twice, argument.Value, pattern.Span));
                }

                start = start.SetItem(name, argument.Value);
            }
            else if (pattern.IsScalar())
            {
                conditions.Add(Compare(ResidualOperator.Eq, argument.Value, new Known(Scalar(pattern)), pattern.Span));
            }
            else
            {
                throw Unsupported(pattern.Span, "an argument's pattern over what is not known");
            }
        }

        var all = ResidualCondition.All(conditions);
        return all.IsNever ? [] : [(start, all)];
    }

    private static Val Scalar(Term term) => term switch
    {
        StringTerm text => Val.From(text.Value),
        BooleanTerm boolean => Val.From(boolean.Value),
        NumberTerm number => Val.Parse(number.Text),
        _ => Val.Null,
    };

    // Equal values are one. Two for one row are a conflict, which fails the decision: there is no filter unless they exclude each other.
    private static List<Guarded> Distinct(List<Guarded> found, SourceSpan at)
    {
        var values = new List<Guarded>();
        foreach (var one in found.Where(one => !one.Condition.IsNever))
        {
            var same = values.FindIndex(value => value.Value is Known left && one.Value is Known right ? left.Value == right.Value : value.Value is Field a && one.Value is Field b && a.Name == b.Name);
            if (same >= 0)
            {
                values[same] = values[same] with { Condition = ResidualCondition.Any([values[same].Condition, one.Condition]) };
            }
            else
            {
                values.Add(one);
            }
        }

        for (var i = 0; i < values.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (!Disjunction.Exclude(values[i].Condition, values[j].Condition))
                {
                    throw Unsupported(at, "a rule that may have two values for one row");
                }
            }
        }

        return values;
    }
}
