using System.Collections.Immutable;
using Platform.Rego.Semantics;
using Platform.Rego.Syntax;
using Platform.Rego.Text;
using Platform.Rego.Values;

namespace Platform.Rego.Why;

/// <summary>The way of a value from the rule that decides to the one that was asked for, and the bodies that would have decided otherwise.</summary>
/// <param name="Analysis">What was found out.</param>
/// <param name="Decided">The bodies that held, the one that decided last.</param>
/// <param name="Candidates">The bodies of the deciding rule that may permit and did not hold, the closest first.</param>
internal sealed record DecisionPath(BodyAnalysis Analysis, IReadOnlyList<DecidingBody> Decided, IReadOnlyList<BodyTrace> Candidates)
{
    public static DecisionPath Of(BodyAnalysis analysis, RuleTree node, Func<Val, bool> permits)
    {
        var decided = new List<DecidingBody>();
        while (true)
        {
            var traces = analysis.Rule(node, [], []);
            var held = traces.FirstOrDefault(trace => trace.Completed);
            if (held is not null)
            {
                decided.Add(new(node.Path, Title(held.Body.Rule, analysis), held.Body.Rule.Span.File, held.Body.Rule.Span.Row, Line(held.Body.Rule.Span)));
                if (PassedOn(analysis, held) is { } next && decided.Count < 16)
                {
                    node = next;
                    continue;
                }
            }
            else if (node.Rules.FirstOrDefault(rule => rule.IsDefault) is { } fallback)
            {
                decided.Add(new(node.Path, Title(fallback, analysis), fallback.Span.File, fallback.Span.Row, Line(fallback.Span)));
            }

            var candidates = traces.Where(trace => !trace.Completed && MayPermit(analysis, trace, permits)).OrderBy(trace => trace.Missing).ThenByDescending(trace => trace.Held.Length);
            return new(analysis, decided, [.. candidates]);
        }
    }

    public static string Line(SourceSpan span) => span.Source is { } source && span.Row > 0 ? source.Line(span.Row).Trim() : "";

    // The rule whose value the body's head is.
    private static RuleTree? PassedOn(BodyAnalysis analysis, BodyTrace trace)
    {
        var value = trace.Body.Rule.Head.Value is { } head ? InputOrigin.Resolve(trace with { Held = [] }, null, head) : null;
        return value is RefTerm reference && analysis.Programs.Compilation.Rules.Find(reference) is { Rules.Count: > 0 } node && !node.Rules.Any(rule => rule.IsFunction) ? node : null;
    }

    // A body whose head has a value now, and one that denies, would not have permitted either.
    private static bool MayPermit(BodyAnalysis analysis, BodyTrace trace, Func<Val, bool> permits)
    {
        if (trace.Body.Rule.Head.Value is not { } head)
        {
            return true;
        }

        var value = analysis.Value(trace with { Held = [] }, null, head, RObj.Empty);
        return value.IsDefined ? permits(value) : Sketches(analysis, trace.Body, head).All(sketch => sketch.IsUndefined || permits(sketch));
    }

    // What is constant of the values that the head may have; undefined where nothing is known.
    private static IEnumerable<Val> Sketches(BodyAnalysis analysis, WrittenBody body, Term head)
    {
        foreach (var expression in body.Head.Where(e => !e.Negated))
        {
            if (expression.Literal is CallLiteral { Arguments: [.., VarTerm output] } call && head is VarTerm v && v.Name == output.Name
                && analysis.Programs.Compilation.Rules.Find(call.Operator) is { Rules.Count: > 0 } function)
            {
                return analysis.Written.Of(function).Select(inner => inner.Rule.Head.Value is { } value ? Sketch(Resolve(inner, value)) : Val.Undefined).ToList();
            }
        }

        return [Sketch(Resolve(body, head))];
    }

    private static Term Resolve(WrittenBody body, Term head) => body.Head.Select(e => e.Literal).OfType<CallLiteral>()
        .FirstOrDefault(call => call.Is("eq") && call.Arguments[0] is VarTerm left && head is VarTerm v && v.Name == left.Name)?.Arguments[1] ?? head;

    private static Val Sketch(Term term) => term is not ObjectTerm o ? Val.Undefined : o.Entries.Aggregate(new ObjectBuilder(), (sketch, entry) => (entry.Key, entry.Value) switch
    {
        (StringTerm key, BooleanTerm value) => sketch.Set(key.Value, value.Value),
        (StringTerm key, StringTerm value) => sketch.Set(key.Value, value.Value),
        _ => sketch,
    }).Build();

    private static string Title(Rule rule, BodyAnalysis analysis) => (rule.Annotations?.Fields.GetValueOrDefault("title") as StringTerm)?.Value ?? analysis.Written.Title(rule) ?? "";
}
