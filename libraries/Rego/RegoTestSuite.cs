using Platform.Rego.Execution;
using Platform.Rego.Execution.Interpreter;
using Platform.Rego.Planning;
using Platform.Rego.Semantics;
using Platform.Rego.Syntax;
using Platform.Rego.Values;

namespace Platform.Rego;

/// <summary>The tests of a policy, planned once; each may be run any number of times and on any thread.</summary>
public sealed class RegoTestSuite
{
    private readonly PolicyProgram program;
    private readonly Val data;
    private readonly Ir.Policy plan;

    private RegoTestSuite(IReadOnlyList<RegoTest> tests, Ir.Policy plan, PolicyProgram program, Val data)
    {
        Tests = tests;
        this.plan = plan;
        this.program = program;
        this.data = data;
    }

    /// <summary>The tests in the order of package, file and line.</summary>
    public IReadOnlyList<RegoTest> Tests { get; }

    /// <summary>Finds the tests of a policy.</summary>
    /// <param name="policy">The policies and their tests, compiled together with <see cref="RegoOptions.Tests"/>.</param>
    /// <param name="select">Which tests to take; all if null.</param>
    /// <exception cref="RegoCompileException">A construct cannot be planned.</exception>
    public static RegoTestSuite Of(RegoPolicy policy, Func<RegoTest, bool>? select = null)
    {
        var references = new Dictionary<string, RefTerm>(StringComparer.Ordinal);
        var tests = new List<RegoTest>();
        foreach (var module in policy.Compilation.Modules)
        {
            foreach (var rule in module.Rules)
            {
                if (TestRules.NameEnd(module, rule) is not (> 0 and var end))
                {
                    continue;
                }

                // Compiled heads are whole paths: data, the package, the name and what stands behind it.
                var parts = rule.Head.Ref.Parts;
                var test = new RegoTest(Syntax.TermPrinter.Print(module.Package.Path), Name(parts.AsSpan()[module.Package.Path.Parts.Length..end]), rule.Span.File, rule.Span.Row)
                {
                    Col = rule.Span.Column,
                    IsDataDriven = parts.Length > end,
                };
                if (select?.Invoke(test) != false && references.TryAdd(test.ToString(), rule.Head.Ref with { Parts = parts[..end] }))
                {
                    tests.Add(test);
                }
            }
        }

        var plan = StackGuard.RunDeep(() => Planner.PlanReferences(policy.Compilation, references));
        return new RegoTestSuite(
            [.. tests.OrderBy(test => test.Package, StringComparer.Ordinal).ThenBy(test => test.File, StringComparer.Ordinal).ThenBy(test => test.Row)],
            plan, PolicyProgram.Link(plan, policy.Compilation.Options.Builtins.Select(builtin => builtin.Entry)), policy.Data);
    }

    /// <summary>Measures which lines the tests evaluate: give the result to <see cref="Run"/>.</summary>
    /// <param name="coverage">What collects.</param>
    public CoverageObserver Observe(Coverage coverage) => coverage.Observe(plan);

    /// <summary>Runs one test. A failing or erring test is a result, not an exception.</summary>
    /// <param name="test">One of <see cref="Tests"/>.</param>
    /// <param name="options">How to run; the defaults if null. Its <see cref="EvaluationOptions.Print"/> and <see cref="EvaluationOptions.TestCase"/> are replaced.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <param name="coverage">From <see cref="Observe"/>; null measures nothing.</param>
    /// <param name="timeout">How long the test may take before it has erred; null for as long as the limits of <paramref name="options"/> allow.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public RegoTestResult Run(
        RegoTest test, EvaluationOptions? options = null, CancellationToken cancellation = default, CoverageObserver? coverage = null, TimeSpan? timeout = null) =>
        coverage is { } observer ? Run(test, observer, options, cancellation, timeout) : Run(test, default(NoObserver), options, cancellation, timeout);

    internal RegoTestResult Run<TObserver>(RegoTest test, TObserver observer, EvaluationOptions? options, CancellationToken cancellation, TimeSpan? timeout)
        where TObserver : struct, IEvaluationObserver
    {
        if (test.IsTodo)
        {
            return new(test, RegoTestOutcome.Skipped, null, [], [], TimeSpan.Zero);
        }

        var output = new List<string>();
        var named = new List<RArr>();
        var started = TimeProvider.System.GetTimestamp();
        using var limit = timeout is { } most ? new CancellationTokenSource(most, TimeProvider.System) : null;
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit?.Token ?? CancellationToken.None);
        try
        {
            var telling = (options ?? EvaluationOptions.Default) with { Print = output.Add, TestCase = named.Add };
            var result = program.Run(test.ToString(), default, data, observer, telling, ends.Token);
            var value = result.Bindings.Count == 1 ? result.Bindings[0] : Val.Undefined;
            var cases = test.IsDataDriven ? RegoTestCases.Of(value, named) : [];
            var passed = test.IsDataDriven ? value.IsDefined && cases.TrueForAll(one => one.Passed) : value.IsTrue;
            return Result(passed ? RegoTestOutcome.Passed : RegoTestOutcome.Failed, null, cases);
        }
        catch (RegoEvaluationException error) when (error.Code == EvaluationErrorCode.Cancel && cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(error.Message, error, cancellation);
        }
        catch (RegoEvaluationException error)
        {
            return Result(RegoTestOutcome.Errored, error.Message, []) with { ErrorCode = error.Code };
        }

        RegoTestResult Result(RegoTestOutcome outcome, string? error, IReadOnlyList<RegoTestCase> cases) =>
            new(test, outcome, error, cases, output, TimeProvider.System.GetElapsedTime(started));
    }

    /// <summary>Runs all tests, one after the other.</summary>
    /// <inheritdoc cref="Run"/>
    public IReadOnlyList<RegoTestResult> RunAll(EvaluationOptions? options = null, CancellationToken cancellation = default) =>
        [.. Tests.Select(test => Run(test, options, cancellation))];

    /// <summary>Runs one test again to tell which of its expressions failed, and with which values.</summary>
    /// <param name="test">One of <see cref="Tests"/>.</param>
    /// <param name="sources">The sources by file name, so that the explanation can quote them; may lack some.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="RegoEvaluationException">The test errs.</exception>
    public Explanation Explain(RegoTest test, IReadOnlyDictionary<string, string> sources, CancellationToken cancellation = default) =>
        program.Explain(test.ToString(), default, data, sources, cancellation: cancellation);

    private static string Name(ReadOnlySpan<Term> parts)
    {
        var name = ((StringTerm)parts[0]).Value;
        foreach (var part in parts[1..])
        {
            name += part is StringTerm { Value: var text } && Syntax.TermPrinter.IsName(text) ? $".{text}" : $"[{Syntax.TermPrinter.Print(part)}]";
        }

        return name;
    }
}
