using System.Collections.Immutable;
using Platform.Rego.Semantics;
using Platform.Rego.Syntax;
using Platform.Rego.Text;

namespace Platform.Rego.Why;

/// <summary>Gives compiled rules back the expressions of their source.</summary>
internal sealed class WrittenBodies
{
    private readonly Dictionary<(SourceText, int), Rule> _written = [];
    private readonly Dictionary<SourceText, string> _titles = [];
    private readonly Dictionary<object, WrittenBody> _bodies = new(ReferenceEqualityComparer.Instance);

    public WrittenBodies(IReadOnlyCollection<Module> parsed)
    {
        foreach (var module in parsed)
        {
            if (module.Annotations.FirstOrDefault(a => a.EndRow < module.Package.Span.Row)?.Fields.GetValueOrDefault("title") is StringTerm title)
            {
                _titles.TryAdd(module.Source, title.Value);
            }
        }

        foreach (var rule in parsed.SelectMany(module => module.Rules).SelectMany(rule => rule.Chain()))
        {
            if (rule.Span.Source is { } source)
            {
                _written.TryAdd((source, rule.Span.Start), rule);
            }
        }
    }

    /// <summary>The title of the package that a rule stands in, or null.</summary>
    public string? Title(Rule rule) => rule.Span.Source is { } source ? _titles.GetValueOrDefault(source) : null;

    /// <summary>The bodies of a rule, its <c>else</c> branches included; none for a default.</summary>
    public IEnumerable<WrittenBody> Of(RuleTree node) => node.Rules.Where(rule => !rule.IsDefault).SelectMany(rule => rule.Chain()).Select(rule => Of(rule, node.Path));

    /// <summary>The body of an <c>every</c>, with what it takes from outside as arguments.</summary>
    public WrittenBody Of(EveryLiteral every, string path, ImmutableArray<Term> arguments)
    {
        if (!_bodies.TryGetValue(every, out var body))
        {
            var rule = new Rule(every.Span, new RuleHead(every.Span, TermFacts.MakeRef(every.Span, "every"), arguments, null, null), every.Body, null, false);
            _bodies.Add(every, body = new WrittenBody(rule, path, arguments, Group(every.Body, Outermost(every.Body)), []));
        }

        return body;
    }

    private WrittenBody Of(Rule rule, string path)
    {
        if (!_bodies.TryGetValue(rule, out var body))
        {
            var source = rule.Span.Source is { } text && _written.TryGetValue((text, rule.Span.Start), out var written) && !written.GeneratedBody ? written : null;
            var spans = source?.Body.Select(expression => expression.Span).ToList() ?? [];
            var head = rule.Body.Where(expression => !spans.Any(span => Contains(span, expression.Span))).ToImmutableArray();
            _bodies.Add(rule, body = new WrittenBody(rule, path, rule.Head.Arguments ?? [], Group(rule.Body, spans), head));
        }

        return body;
    }

    private static List<SourceSpan> Outermost(ImmutableArray<Expression> body) => [.. body.Where(expression => !expression.Generated).Select(expression => expression.Span)];

    private static ImmutableArray<Condition> Group(ImmutableArray<Expression> body, List<SourceSpan> spans) =>
    [
        .. spans.Select(span => new Condition(span, [.. body.Where(expression => Contains(span, expression.Span))])).Where(condition => condition.Compiled.Length > 0),
    ];

    private static bool Contains(SourceSpan outer, SourceSpan inner) => inner.Source == outer.Source && inner.Start >= outer.Start && inner.Start < outer.End;
}
