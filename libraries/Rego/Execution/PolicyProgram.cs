using Platform.Rego.Builtins;
using Platform.Rego.Execution.Interpreter;
using Platform.Rego.Ir;
using Platform.Rego.Values;

namespace Platform.Rego.Execution;

/// <summary>A plan that is ready to run: immutable, shared by any number of threads.</summary>
public sealed class PolicyProgram
{
    private static int s_number;

    internal PolicyProgram(
        Dictionary<string, Function> plans, FunctionTree functions, Val[] constants, string[] files, int functionCount)
    {
        PlanFunctions = plans;
        Functions = functions;
        Constants = constants;
        Files = files;
        FunctionCount = functionCount;
        Number = Interlocked.Increment(ref s_number);
    }

    /// <summary>The names of the plans.</summary>
    public IReadOnlyCollection<string> Plans => PlanFunctions.Keys;

    internal Dictionary<string, Function> PlanFunctions { get; }

    internal FunctionTree Functions { get; }

    internal Val[] Constants { get; }

    internal string[] Files { get; }

    internal int FunctionCount { get; }

    /// <summary>Tells programs of the process apart.</summary>
    internal int Number { get; }

    /// <summary>Validates a plan and resolves what it refers to.</summary>
    /// <param name="policy">The plan.</param>
    /// <param name="host">Builtins of the host; one with the name of OPA's replaces it.</param>
    /// <exception cref="PlanFormatException">The plan is malformed or calls a builtin that does not exist.</exception>
    public static PolicyProgram Link(Policy policy, IEnumerable<BuiltinEntry>? host = null)
    {
        PlanValidation.Check(policy);
        return Linker.Link(policy, host ?? []);
    }

    /// <summary>Runs a plan.</summary>
    /// <param name="plan">Its name.</param>
    /// <param name="input">The input; undefined if there is none.</param>
    /// <param name="data">The base documents, an object.</param>
    /// <param name="options">How to run; the defaults if null.</param>
    /// <param name="cancellation">Ends the evaluation with <see cref="EvaluationErrorCode.Cancel"/>.</param>
    /// <exception cref="ArgumentException">There is no such plan.</exception>
    /// <exception cref="RegoEvaluationException">Rules conflict, a limit was reached, or the evaluation was cancelled.</exception>
    public EvaluationResult Run(
        string plan, Val input, Val data, EvaluationOptions? options = null, CancellationToken cancellation = default)
    {
        var machine = IdleMachines.Take(this);
        var results = machine.Run(Plan(plan), input, data, options ?? EvaluationOptions.Default, cancellation);
        var result = new EvaluationResult(results.Bindings, machine.BuiltinErrors);
        IdleMachines.Return(machine);
        return result;
    }

    /// <summary>Runs a plan that is expected to have one result, and allocates nothing besides.</summary>
    /// <returns>The result, undefined if there is none; several are a conflict.</returns>
    internal Val RunToOne(Function plan, Val input, Val data, EvaluationOptions? options, CancellationToken cancellation)
    {
        var machine = IdleMachines.Take(this);
        var results = machine.Run(plan, input, data, options ?? EvaluationOptions.Default, cancellation);
        var (first, hasMore) = (results.First, results.HasMore);
        IdleMachines.Return(machine);
        return hasMore ? throw new RegoEvaluationException(EvaluationErrorCode.Conflict, "the reference has several values") : first;
    }

    /// <summary>A plan by its name.</summary>
    /// <exception cref="ArgumentException">There is no such plan.</exception>
    internal Function Plan(string name) =>
        PlanFunctions.TryGetValue(name, out var function) ? function : throw new ArgumentException($"there is no plan {name}", nameof(name));

    /// <summary>Runs a plan and tells an observer what happens.</summary>
    /// <inheritdoc cref="Run(string, Val, Val, EvaluationOptions?, CancellationToken)"/>
    /// <param name="observer">What is told; a struct, so that none costs nothing.</param>
    public EvaluationResult Run<TObserver>(
        string plan, Val input, Val data, TObserver observer, EvaluationOptions? options = null, CancellationToken cancellation = default)
        where TObserver : struct, IEvaluationObserver
    {
        var machine = new Machine<TObserver>(this, observer);
        var results = machine.Run(Plan(plan), input, data, options ?? EvaluationOptions.Default, cancellation);
        return new EvaluationResult(results.Bindings, machine.BuiltinErrors);
    }

    /// <summary>Runs a plan and tells why it has its result. Slower, and never needed to decide.</summary>
    /// <inheritdoc cref="Run(string, Val, Val, EvaluationOptions?, CancellationToken)"/>
    /// <param name="sources">The sources by file name, so that the explanation can quote them; may lack some.</param>
    public Explanation Explain(
        string plan,
        Val input,
        Val data,
        IReadOnlyDictionary<string, string> sources,
        EvaluationOptions? options = null,
        CancellationToken cancellation = default)
    {
        var lines = sources.ToDictionary(s => s.Key, s => s.Value.Split('\n'), StringComparer.Ordinal);
        var recorder = new ExplanationRecorder(Files, lines);
        var result = Run(plan, input, data, new ExplanationObserver(recorder), options, cancellation);
        return new Explanation(result, recorder.Rules);
    }
}
