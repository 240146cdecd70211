using Platform.Rego.Execution;
using Platform.Rego.Execution.Interpreter;
using Platform.Rego.Values;

namespace Platform.Rego;

/// <summary>A planned query that also tells the value of each of its expressions, as <c>opa eval</c> does.</summary>
public sealed class PreparedExpressions
{
    private readonly IReadOnlyList<string?> _captures;

    internal PreparedExpressions(PreparedQuery query, IReadOnlyList<QueryExpression> expressions, IReadOnlyList<string?> captures) =>
        (Query, Expressions, _captures) = (query, expressions, captures);

    /// <summary>The query; its bindings carry the captured values too.</summary>
    public PreparedQuery Query { get; }

    /// <summary>The expressions, in the order of <see cref="QuerySolution.Values"/>.</summary>
    public IReadOnlyList<QueryExpression> Expressions { get; }

    /// <summary>Evaluates the query.</summary>
    /// <inheritdoc cref="PreparedQuery.EvaluateAll(Val, EvaluationOptions?, CancellationToken)"/>
    public IReadOnlyList<QuerySolution> Evaluate(Val input, EvaluationOptions? options = null, CancellationToken ct = default) =>
        [.. Query.EvaluateAll(input, options, ct).Select(Solution)];

    /// <summary>Evaluates the query and tells an observer what happens.</summary>
    /// <inheritdoc cref="PreparedQuery.EvaluateAll{TObserver}(Val, TObserver, EvaluationOptions?, CancellationToken)"/>
    public IReadOnlyList<QuerySolution> Evaluate<TObserver>(Val input, TObserver observer, EvaluationOptions? options = null, CancellationToken ct = default)
        where TObserver : struct, IEvaluationObserver =>
        [.. Query.EvaluateAll(input, observer, options, ct).Select(Solution)];

    private QuerySolution Solution(Val bindings)
    {
        var shown = new ObjectBuilder();
        foreach (var key in bindings.Keys)
        {
            if (!_captures.Contains(key.AsString()))
            {
                shown.Set(key, bindings.Get(key));
            }
        }

        return new(shown.Build(), [.. _captures.Select(capture => capture is null ? Val.True : bindings[capture])]);
    }
}
