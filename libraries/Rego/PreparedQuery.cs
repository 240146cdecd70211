using Platform.Rego.Execution;
using Platform.Rego.Execution.Interpreter;
using Platform.Rego.Values;

namespace Platform.Rego;

/// <summary>A planned query, ready to be evaluated any number of times by any number of threads.</summary>
public sealed class PreparedQuery
{
    private const string EntryPoint = "eval";

    private readonly PolicyProgram _program;
    private readonly Function _entry;
    private readonly Val _data;
    private readonly IReadOnlyDictionary<string, string> _sources;

    internal PreparedQuery(Ir.Policy plan, IReadOnlyList<RegoBuiltin> builtins, Val data, IReadOnlyDictionary<string, string> sources)
    {
        _sources = sources;
        Plan = plan;
        _program = PolicyProgram.Link(plan, builtins.Select(builtin => builtin.Entry));
        _entry = _program.Plan(EntryPoint);
        _data = data;
    }

    /// <summary>The plan in OPA's intermediate representation.</summary>
    public Ir.Policy Plan { get; }

    /// <summary>Evaluates the reference.</summary>
    /// <param name="input">The input; <c>default</c> for none, which makes <c>input</c> undefined.</param>
    /// <param name="options">How to run; the defaults if null.</param>
    /// <param name="ct">Ends the evaluation with an exception.</param>
    /// <returns>The value; <see cref="Val.Undefined"/> when there is none.</returns>
    /// <exception cref="RegoEvaluationException">Rules conflict, a builtin fails in strict mode, a limit is reached, or the evaluation is cancelled.</exception>
    /// <remarks>Allocates nothing but the value: for a boolean, nothing.</remarks>
    public Val Evaluate(Val input, EvaluationOptions? options = null, CancellationToken ct = default) =>
        _program.RunToOne(_entry, input, _data, options, ct);

    /// <summary>Evaluates a query that was prepared with <see cref="RegoPolicy.PrepareQuery"/>.</summary>
    /// <param name="input">The input; <c>default</c> for none.</param>
    /// <param name="options">How to run; the defaults if null.</param>
    /// <param name="ct">Ends the evaluation with an exception.</param>
    /// <returns>One object per solution, with the query's variables.</returns>
    /// <exception cref="RegoEvaluationException">As for <see cref="Evaluate"/>.</exception>
    public IReadOnlyList<Val> EvaluateAll(Val input, EvaluationOptions? options = null, CancellationToken ct = default) =>
        Run(input, options, ct).Bindings;

    /// <summary>Evaluates again to tell why the result is what it is: which rules were asked, and where each of their bodies ended.</summary>
    /// <inheritdoc cref="Evaluate"/>
    public Explanation Explain(Val input, EvaluationOptions? options = null, CancellationToken ct = default) =>
        _program.Explain(EntryPoint, input, _data, _sources, options, ct);

    /// <summary>Evaluates and tells an observer what happens, such as that of a <see cref="Coverage"/> of <see cref="Plan"/>.</summary>
    /// <inheritdoc cref="EvaluateAll"/>
    /// <param name="observer">What is told.</param>
    public IReadOnlyList<Val> EvaluateAll<TObserver>(Val input, TObserver observer, EvaluationOptions? options = null, CancellationToken ct = default)
        where TObserver : struct, IEvaluationObserver =>
        _program.Run(EntryPoint, input, _data, observer, options, ct).Bindings;

    /// <summary>Evaluates to tell which errors of builtins made an expression undefined; the first few.</summary>
    /// <inheritdoc cref="Evaluate"/>
    public IReadOnlyList<RegoEvaluationException> BuiltinErrors(Val input, EvaluationOptions? options = null, CancellationToken ct = default) =>
        Run(input, options, ct).BuiltinErrors;

    /// <summary>Evaluates and also returns the errors of builtins that were taken as undefined.</summary>
    internal EvaluationResult Run(Val input, EvaluationOptions? options, CancellationToken ct) =>
        _program.Run(EntryPoint, input, _data, options, ct);
}
