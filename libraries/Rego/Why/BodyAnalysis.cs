using System.Collections.Immutable;
using System.Globalization;
using Platform.Rego.Semantics;
using Platform.Rego.Syntax;
using Platform.Rego.Values;

namespace Platform.Rego.Why;

/// <summary>Follows one input through the bodies of rules. Everything it says comes from evaluating parts of bodies.</summary>
internal sealed class BodyAnalysis(BodyPrograms programs, WrittenBodies written, Val input, EvaluationOptions options, CancellationToken ct)
{
    private const int Deepest = 12;
    private const int MostElements = 32;

    private readonly Dictionary<(RuleTree, string), ImmutableArray<BodyTrace>> _known = [];

    public Val Input => input;

    public BodyPrograms Programs => programs;

    public WrittenBodies Written => written;

    /// <summary>How each body of a rule went.</summary>
    public ImmutableArray<BodyTrace> Rule(RuleTree node, ImmutableArray<Val> arguments, ImmutableArray<ImmutableArray<Val>?> origins, int depth = 0)
    {
        ct.ThrowIfCancellationRequested();
        var key = (node, string.Join('\0', arguments.Select(argument => argument.ToString())));
        if (!_known.TryGetValue(key, out var traces))
        {
            _known[key] = [];
            _known[key] = traces = [.. written.Of(node).Select(body => Body(body, arguments, origins, depth))];
        }

        return traces;
    }

    /// <summary>The value of a term of a condition, with the variables of a solution; undefined if it has none.</summary>
    public Val Value(BodyTrace at, Condition? condition, Term term, Val solution)
    {
        switch (term)
        {
            case NullTerm:
                return Val.Null;
            case BooleanTerm b:
                return b.Value;
            case StringTerm s:
                return s.Value;
            case NumberTerm n:
                return Val.Parse(n.Text);
            case VarTerm v when solution.TryGet(v.Name, out var known):
                return known;
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"{Mask(at)}?{condition?.Span.Start}:{Syntax.TermPrinter.Print(term)}");
        var result = new VarTerm(default, "why");
        var found = programs.Solve(
            at.Body,
            name,
            () => [.. Of(at.Held), .. Definitions(at, condition, term), Generated.Unify(result, term)],
            at.Arguments, input, options, ct);
        return found.Count > 0 ? found[0]["why"] : Val.Undefined;
    }

    private BodyTrace Body(WrittenBody body, ImmutableArray<Val> arguments, ImmutableArray<ImmutableArray<Val>?> origins, int depth)
    {
        var trace = new BodyTrace(body, arguments, origins, [], [], []);
        if (body.Arguments.Length > 0 && programs.Solve(body, "arguments", () => [], arguments, input, options, ct).Count == 0)
        {
            // The arguments do not fit the patterns: another body is meant.
            return trace with { NotReached = body.Conditions };
        }

        var solution = First(trace, []);
        foreach (var condition in body.Conditions)
        {
            var open = trace.NotReached.Concat(trace.Leaves.Where(leaf => leaf.At.Body == body).Select(leaf => leaf.Condition)).SelectMany(other => other.Variables);
            var bound = trace.Held.SelectMany(other => other.Variables).Concat(body.Arguments.SelectMany(argument => Variables.Of(argument, Skip.None)));
            if (condition.Variables.Except(bound).Intersect(open).Except(["input", "data"]).Any())
            {
                trace = trace with { NotReached = trace.NotReached.Add(condition) };
                continue;
            }

            var more = First(trace with { Held = trace.Held.Add(condition) }, []);
            if (more.IsDefined)
            {
                trace = trace with { Held = trace.Held.Add(condition) };
                solution = more;
            }
            else
            {
                trace = trace with { Leaves = trace.Leaves.AddRange(Failed(trace, condition, solution, depth)) };
            }
        }

        return trace;
    }

    private ImmutableArray<Leaf> Failed(BodyTrace trace, Condition condition, Val solution, int depth)
    {
        var own = new Leaf([trace.Body.Path], trace, condition, solution, Closest: true);
        if (depth >= Deepest)
        {
            return [own];
        }

        var inner = condition.Compiled.Where(expression => !expression.Negated && expression.Withs.IsEmpty).SelectMany(expression => Inner(trace, condition, expression, solution, depth)).ToImmutableArray();
        return inner.IsEmpty ? [own] : [.. inner.Select(leaf => leaf with { Asked = leaf.Asked.Insert(0, trace.Body.Path) }).DistinctBy(leaf => (leaf.At.Body, leaf.Condition, string.Join('\0', leaf.At.Arguments)))];
    }

    // The rules that the expression asks and that have no value: what fails in them is the reason.
    private IEnumerable<Leaf> Inner(BodyTrace trace, Condition condition, Expression expression, Val solution, int depth)
    {
        switch (expression.Literal)
        {
            case EveryLiteral every:
                return Every(trace, condition, every, solution, depth);
            case CallLiteral call when programs.Compilation.Rules.Find(call.Operator) is { Rules.Count: > 0 } function:
                var arity = function.Rules[0].Head.Arguments?.Length ?? 0;
                ImmutableArray<Val> arguments = [.. call.Arguments.Take(arity).Select(argument => Value(trace, condition, argument, solution))];
                ImmutableArray<ImmutableArray<Val>?> origins = [.. call.Arguments.Take(arity).Select(argument => InputOrigin.Of(this, trace, condition, argument, solution))];
                return arguments.Any(argument => argument.IsUndefined) ? [] : Closest(Rule(function, arguments, origins, depth + 1));
            case CallLiteral call:
                return call.Arguments.SelectMany(Asked);
            case TermLiteral t:
                return Asked(t.Term);
            default:
                return [];
        }

        IEnumerable<Leaf> Asked(Term term) =>
            term is RefTerm reference && programs.Compilation.Rules.Find(reference) is { Rules.Count: > 0 } rule && !rule.Rules.Any(r => r.IsFunction)
                ? Closest(Rule(rule, [], [], depth + 1)) : [];
    }

    private IEnumerable<Leaf> Every(BodyTrace trace, Condition condition, EveryLiteral every, Val solution, int depth)
    {
        var domain = Value(trace, condition, every.Domain, solution);
        if (domain.Kind is not (ValKind.Array or ValKind.Set or ValKind.Object))
        {
            return [];
        }

        var outer = Variables.Of(every.Body, Skip.None).Where(name => solution.TryGet(name, out _)).Order(StringComparer.Ordinal).ToList();
        ImmutableArray<Term> patterns = [every.Value, every.Key ?? new VarTerm(default, "$key"), .. outer.Select(name => new VarTerm(default, name))];
        var body = written.Of(every, trace.Body.Path, patterns);
        var origin = InputOrigin.Of(this, trace, condition, every.Domain, solution);
        var at = 0;
        foreach (var item in domain.Items[..Math.Min(domain.Count, MostElements)].ToArray())
        {
            var key = domain.Kind == ValKind.Object ? domain.Keys[at] : domain.Kind == ValKind.Array ? Val.From(at) : item;
            at++;
            var trace1 = Body(body, [item, key, .. outer.Select(name => solution[name])], [origin?.Add(key), null, .. outer.Select(_ => (ImmutableArray<Val>?)null)], depth + 1);
            if (!trace1.Completed)
            {
                return Closest([trace1]);
            }
        }

        return [];
    }

    private static IEnumerable<Leaf> Closest(ImmutableArray<BodyTrace> traces)
    {
        var closest = traces.Where(trace => trace.Leaves.Length > 0).OrderBy(trace => trace.Missing).ThenByDescending(trace => trace.Held.Length).FirstOrDefault();
        return traces.Any(trace => trace.Completed && trace.Body.Rule.Head.Element is null)
            ? []
            : traces.OrderByDescending(trace => trace == closest).SelectMany(trace => trace.Leaves.Select(leaf => leaf with { Closest = leaf.Closest && trace == closest }));
    }

    private Val First(BodyTrace trace, ImmutableArray<Expression> more)
    {
        var found = programs.Solve(trace.Body, Mask(trace), () => [.. Of(trace.Held), .. more], trace.Arguments, input, options, ct);
        return found.Count > 0 ? found[0] : Val.Undefined;
    }

    // The generated expressions of the condition that the term needs, and no others: one of them may be what fails.
    private static IEnumerable<Expression> Definitions(BodyTrace at, Condition? condition, Term term)
    {
        var needed = Variables.Of(term, Skip.None);
        var chosen = new List<Expression>();
        foreach (var expression in (condition?.Compiled ?? at.Body.Head).Reverse())
        {
            if (expression is { Generated: true, Negated: false, Literal: CallLiteral { Arguments: [.., var last] } call }
                && (call.Is("eq") && call.Arguments[0] is VarTerm left && needed.Contains(left.Name) || last is VarTerm right && needed.Contains(right.Name)))
            {
                chosen.Insert(0, expression);
                needed.UnionWith(Variables.Of(expression, Skip.CallHead));
            }
        }

        return chosen;
    }

    private static IEnumerable<Expression> Of(ImmutableArray<Condition> conditions) => conditions.SelectMany(condition => condition.Compiled);

    private static string Mask(BodyTrace trace) => string.Join(',', trace.Held.Select(condition => condition.Span.Start));
}
