using System.Collections.Immutable;
using Platform.Rego.Semantics;
using Platform.Rego.Syntax;
using Platform.Rego.Text;
using Platform.Rego.Values;
using Environment = System.Collections.Immutable.ImmutableDictionary<string, Platform.Rego.Partial.SymbolicValue>;

namespace Platform.Rego.Partial;

/// <summary>Evaluates compiled rules over rows that are not known: every value comes with the rows that have it. Split by what is evaluated.</summary>
internal sealed partial class SymbolicEvaluation
{
    // A condition that grows beyond this is no filter that a database should be given.
    private const int MostSteps = 200_000;

    private static readonly Environment Nothing = ImmutableDictionary<string, SymbolicValue>.Empty;

    private readonly Dictionary<RuleTree, ImmutableArray<Guarded>> _values = [];
    private readonly RuleTree _rules;
    private readonly UnknownDocument _unknown;
    private readonly DependentRules _dependent;
    private readonly KnownParts _known;
    private readonly CancellationToken _ct;
    private int _steps;

    public SymbolicEvaluation(Compilation compilation, Val data, Val input, UnknownDocument unknown, DependentRules dependent, CancellationToken ct)
    {
        _rules = compilation.Rules;
        _unknown = unknown;
        _dependent = dependent;
        _known = new KnownParts(compilation, data, input, ct);
        _ct = ct;
    }

    /// <summary>The rows for which a reference is true.</summary>
    public ResidualCondition Truth(RefTerm reference) => ResidualCondition.Any(Term(reference, Nothing).Select(value => ResidualCondition.All([value.Condition, IsTrue(value.Value, reference.Span)])));

    // The value true, and no other that an expression would take for it.
    private static ResidualCondition IsTrue(SymbolicValue value, SourceSpan at) => value switch
    {
        Known known => known.Value.IsTrue ? ResidualCondition.Always : ResidualCondition.Never,
        Field { IsRow: false } field => new ResidualComparison(ResidualOperator.Eq, field.Name, Val.True),
        _ => throw Unsupported(at, "the decision is no boolean"),
    };

    private static UnsupportedResidualException Unsupported(SourceSpan at, string what) => new(at.File, at.Row, what);

    private void Step(SourceSpan at)
    {
        _ct.ThrowIfCancellationRequested();
        if (++_steps > MostSteps)
        {
            throw Unsupported(at, $"the condition takes more than {MostSteps} steps");
        }
    }

    private IEnumerable<(Environment After, ResidualCondition Condition)> Body(ImmutableArray<Expression> body, int at, Environment before)
    {
        if (at == body.Length)
        {
            yield return (before, ResidualCondition.Always);
            yield break;
        }

        foreach (var (after, condition) in Expression(body[at], before))
        {
            if (condition.IsNever)
            {
                continue;
            }

            foreach (var (end, rest) in Body(body, at + 1, after))
            {
                yield return (end, ResidualCondition.All([condition, rest]));
            }
        }
    }

    private ResidualCondition Holds(ImmutableArray<Expression> body, Environment before) => ResidualCondition.Any(Body(body, 0, before).Select(solution => solution.Condition));

    private IEnumerable<(Environment After, ResidualCondition Condition)> Expression(Expression expression, Environment before)
    {
        Step(expression.Span);
        if (!new Touching(this, before).Expression(expression))
        {
            return _known.Solve(expression, before).Select(after => (after, ResidualCondition.Always));
        }

        if (expression.Withs.Length > 0)
        {
            throw Unsupported(expression.Span, "`with` around what is not known");
        }

        return expression.Negated
            ? [(before, Holds([expression with { Negated = false }], before).Negated())]
            : Literal(expression.Literal, before);
    }

    private IEnumerable<(Environment After, ResidualCondition Condition)> Literal(Literal literal, Environment before) => literal switch
    {
        TermLiteral { Term: var term } => [(before, ResidualCondition.Any(Term(term, before).Select(value => ResidualCondition.All([value.Condition, Holds(value.Value)]))))],
        CallLiteral call when call.Is("eq") => Unify(call.Arguments[0], call.Arguments[1], before),
        CallLiteral call => Call(call, before),
        EveryLiteral every => [(before, Every(every, before))],
        NotLiteral not => [(before, Holds(not.Operand.Body, before).Negated())],
        AndLiteral and => [(before, ResidualCondition.All([Holds(and.Left.Body, before), Holds(and.Right.Body, before)]))],
        OrLiteral or => [(before, ResidualCondition.Any([Holds(or.Left.Body, before), Holds(or.Right.Body, before)]))],
        _ => throw Unsupported(literal.Span, "this expression over what is not known"),
    };

    // Everything but false and undefined.
    private static ResidualCondition Holds(SymbolicValue value) => value switch
    {
        Known known => known.Value.IsDefined && known.Value != Val.False ? ResidualCondition.Always : ResidualCondition.Never,
        Field { IsRow: false } field => new ResidualComparison(ResidualOperator.Ne, field.Name, Val.False),
        _ => ResidualCondition.Always,
    };

    private ResidualCondition Every(EveryLiteral every, Environment before)
    {
        var parts = new List<ResidualCondition>();
        foreach (var (condition, domain) in Term(every.Domain, before))
        {
            if (domain is not Known { Value: var collection })
            {
                throw Unsupported(every.Span, "`every` over a collection that is not known");
            }

            foreach (var (key, value) in Members(collection))
            {
                var inside = before.SetItem(((VarTerm)every.Value).Name, new Known(value));
                inside = every.Key is VarTerm name ? inside.SetItem(name.Name, new Known(key)) : inside;
                parts.Add(ResidualCondition.Any([condition.Negated(), Holds(every.Body, inside)]));
            }

            parts.Add(condition);
        }

        return parts.Count == 0 ? ResidualCondition.Never : ResidualCondition.All(parts);
    }

    private static IEnumerable<(Val Key, Val Value)> Members(Val collection) => collection.Kind switch
    {
        ValKind.Object => collection.Keys.ToArray().Select(key => (key, collection.Get(key))),
        ValKind.Array => collection.Items.ToArray().Select((item, at) => (Val.From(at), item)),
        ValKind.Set => collection.Items.ToArray().Select(item => (item, item)),
        _ => [],
    };

    /// <summary>Whether something depends on the row, by what its variables stand for.</summary>
    private sealed class Touching(SymbolicEvaluation evaluation, Environment known) : SyntaxRewriter
    {
        private bool _found;

        public new bool Expression(Expression expression)
        {
            base.Expression(expression);
            return _found;
        }

        public bool Any(Term term)
        {
            base.Term(term);
            return _found;
        }

        public override Term Variable(VarTerm variable)
        {
            _found |= variable.Name == "input" || (known.TryGetValue(variable.Name, out var value) && value is not Known);
            return variable;
        }

        public override Term Reference(RefTerm reference)
        {
            _found |= evaluation._unknown.Overlaps(reference) || evaluation._dependent.Reaches(reference);
            if (reference.HeadName is "input" or "data")
            {
                foreach (var part in reference.Parts[1..])
                {
                    Term(part);
                }

                return reference;
            }

            return base.Reference(reference);
        }

        public override RefTerm Operator(RefTerm op)
        {
            _found |= evaluation._dependent.Reaches(op);
            return op;
        }
    }
}
