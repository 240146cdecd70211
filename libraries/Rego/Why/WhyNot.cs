using System.Collections.Immutable;
using Platform.Rego.Diagnostics;
using Platform.Rego.Semantics;
using Platform.Rego.Syntax;
using Platform.Rego.Text;
using Platform.Rego.Values;

namespace Platform.Rego.Why;

/// <summary>
/// Explains a rule's value: which body decided, how far the bodies that would have permitted got, which expression failed with which operands, and
/// what change of the input would permit. Deterministic; one question at a time. Slow beside a decision, so never on its path.
/// </summary>
public sealed class WhyNot
{
    private readonly string _reference;
    private readonly RuleTree _node;
    private readonly PreparedQuery _query;
    private readonly BodyPrograms _programs;
    private readonly WrittenBodies _written;
    private readonly Lock _asking = new();

    private WhyNot(RegoPolicy policy, string reference, RuleTree node)
    {
        _reference = reference;
        _node = node;
        _query = policy.Prepare(reference);
        _programs = new BodyPrograms(policy.Compilation, policy.Data);
        _written = new WrittenBodies(policy.Parsed);
    }

    /// <summary>Prepares to explain a rule.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="reference">The rule, such as <c>data.platform.decision</c>.</param>
    /// <exception cref="RegoCompileException">The text is no reference into <c>data</c>, or no rule is there.</exception>
    public static WhyNot Of(RegoPolicy policy, string reference)
    {
        var errors = new DiagnosticBag();
        var source = new SourceText("<query>", reference);
        var node = Parser.ParseTerm(source, errors) is RefTerm path ? policy.Compilation.Rules.Find(path) : null;
        if (node is not { Rules.Count: > 0 } || node.Rules.Any(rule => rule.IsFunction))
        {
            errors.Compile(new(source, 0, reference.Length), "expected the path of a rule, such as data.platform.decision");
            errors.ThrowIfAny();
        }

        return new WhyNot(policy, reference, node!);
    }

    /// <summary>Explains.</summary>
    /// <param name="input">The input; <c>default</c> for none.</param>
    /// <param name="options">What counts as a permit and how far to search; the defaults if null.</param>
    /// <param name="ct">Ends the search with an exception.</param>
    /// <exception cref="RegoEvaluationException">The rule itself cannot be evaluated with this input, or the evaluation was cancelled.</exception>
    /// <exception cref="OperationCanceledException">The explanation was cancelled between two evaluations.</exception>
    public WhyAnswer Ask(Val input, WhyOptions? options = null, CancellationToken ct = default)
    {
        options ??= WhyOptions.Default;
        lock (_asking)
        {
            return StackGuard.RunDeep(() => Answer(input, options, ct));
        }
    }

    private WhyAnswer Answer(Val input, WhyOptions options, CancellationToken ct)
    {
        var result = _query.Evaluate(input, options.Evaluation, ct);
        var permitted = options.Permits(result);
        var way = DecisionPath.Of(Analysis(input), _node, options.Permits);
        IReadOnlyList<Flip> flips = [];
        var search = new WhySearch(0, null);
        if (!permitted)
        {
            (flips, search) = new FlipSearch(
                changed => _query.Evaluate(changed, options.Evaluation, ct), changed => DecisionPath.Of(Analysis(changed), _node, options.Permits), options).Run(input, ct);
        }

        return new WhyAnswer(
            _reference, result, permitted, way.Decided, permitted ? [] : [.. way.Candidates.Select(candidate => Public(way.Analysis, candidate))], flips, search);

        BodyAnalysis Analysis(Val document) => new(_programs, _written, document, options.Evaluation, ct);
    }

    private CandidateBody Public(BodyAnalysis analysis, BodyTrace trace) => new(
        trace.Body.Path,
        trace.Body.Rule.Span.File,
        trace.Body.Rule.Span.Row,
        DecisionPath.Line(trace.Body.Rule.Span),
        [.. trace.Held.Select(condition => condition.Text)],
        [.. trace.Leaves.Where(leaf => leaf.Closest).Select(leaf => Public(analysis, leaf))],
        [.. trace.NotReached.Select(condition => condition.Text)]);

    private FailingExpression Public(BodyAnalysis analysis, Leaf leaf) => new(
        leaf.At.Body.Path, leaf.Condition.Span.File, leaf.Condition.Span.Row, leaf.Condition.Span.Column, leaf.Condition.Text,
        Operands.Of(analysis, leaf, _programs.Compilation.Names), [.. leaf.Asked.Distinct()]);
}
