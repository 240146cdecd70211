using System.Collections.Immutable;
using Platform.Rego.Execution;
using Platform.Rego.Planning;
using Platform.Rego.Semantics;
using Platform.Rego.Syntax;
using Platform.Rego.Values;

namespace Platform.Rego.Partial;

/// <summary>Evaluates what does not depend on the row, by the engine itself.</summary>
internal sealed class KnownParts(Compilation compilation, Val data, Val input, CancellationToken ct)
{
    private const string EntryPoint = "eval";
    private const string Result = "__partial__";

    private readonly Dictionary<object, Dictionary<string, PolicyProgram>> _programs = new(ReferenceEqualityComparer.Instance);

    /// <summary>The solutions of an expression: the values of its variables.</summary>
    public IEnumerable<ImmutableDictionary<string, SymbolicValue>> Solve(Expression expression, ImmutableDictionary<string, SymbolicValue> known)
    {
        foreach (var solution in Run(expression, () => [expression], known, Variables.Of(expression, Skip.None)))
        {
            var after = known;
            foreach (var name in solution.Keys)
            {
                after = after.SetItem(name.AsString(), new Known(solution.Get(name)));
            }

            yield return after;
        }
    }

    /// <summary>The values of a term; several where it has variables without a value.</summary>
    public IEnumerable<Val> Values(Term term, ImmutableDictionary<string, SymbolicValue> known) =>
        Run(term, () => [new Expression(term.Span, Generated.Unify(new VarTerm(term.Span, Result), term).Literal)], known, Variables.Of(term, Skip.None)).Select(solution => solution[Result]);

    private IReadOnlyList<Val> Run(object key, Func<ImmutableArray<Expression>> body, ImmutableDictionary<string, SymbolicValue> known, HashSet<string> mentioned)
    {
        var names = mentioned.Where(name => known.ContainsKey(name)).Order(StringComparer.Ordinal).ToArray();
        if (!_programs.TryGetValue(key, out var planned))
        {
            _programs.Add(key, planned = new(StringComparer.Ordinal));
        }

        if (!planned.TryGetValue(string.Join(' ', names), out var program))
        {
            var arguments = names.Select(name => (Term)new VarTerm(default, name)).ToImmutableArray();
            planned.Add(string.Join(' ', names), program = Plan(arguments, body()));
        }

        var documents = new ObjectBuilder();
        foreach (var document in data.Keys)
        {
            documents.Set(document, data.Get(document));
        }

        documents.Set(Planner.ArgumentRoot, Val.ArrayOf([.. names.Select(name => ((Known)known[name]).Value)]));
        return program.Run(EntryPoint, input, documents.Build(), cancellation: ct).Bindings;
    }

    private PolicyProgram Plan(ImmutableArray<Term> arguments, ImmutableArray<Expression> body)
    {
        try
        {
            return PolicyProgram.Link(Planner.PlanBody(compilation, EntryPoint, arguments, body));
        }
        catch (RegoCompileException)
        {
            throw new UnsupportedResidualException(body[0].Span.File, body[0].Span.Row, "a pattern with variables over what is not known");
        }
    }
}
