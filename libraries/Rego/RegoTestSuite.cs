using Platform.Rego.Execution;
using Platform.Rego.Planning;
using Platform.Rego.Semantics;
using Platform.Rego.Syntax;
using Platform.Rego.Values;

namespace Platform.Rego;

/// <summary>The tests of a policy, planned once; each may be run any number of times and on any thread.</summary>
public sealed class RegoTestSuite
{
    private const string Prefix = "test_";
    private const string TodoPrefix = "todo_test_";

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
    /// <param name="policy">The policies and their tests, compiled together.</param>
    /// <param name="select">Which tests to take; all if null.</param>
    /// <exception cref="RegoCompileException">A construct cannot be planned.</exception>
    public static RegoTestSuite Of(RegoPolicy policy, Func<RegoTest, bool>? select = null)
    {
        var references = new Dictionary<string, RefTerm>(StringComparer.Ordinal);
        var tests = new List<RegoTest>();
        foreach (var module in policy.Compilation.Modules)
        {
            foreach (var rule in module.Rules.Where(rule => !rule.IsFunction))
            {
                // Compiled heads are whole paths: data, the package, the name and what stands behind it.
                var path = rule.Head.Ref.Parts.TakeWhile((part, index) => index == 0 || part is StringTerm).ToList();
                var package = module.Package.Path.Parts.Length;
                var name = string.Join('.', path.Skip(package).Select(part => ((StringTerm)part).Value));
                var last = name[(name.LastIndexOf('.') + 1)..];
                if (!last.StartsWith(Prefix, StringComparison.Ordinal) && !last.StartsWith(TodoPrefix, StringComparison.Ordinal))
                {
                    continue;
                }

                var test = new RegoTest(Syntax.TermPrinter.Print(module.Package.Path), name, rule.Span.File, rule.Span.Row);
                if (select?.Invoke(test) == false || !references.TryAdd(test.ToString(), rule.Head.Ref with { Parts = [.. path] }))
                {
                    continue;
                }

                tests.Add(test);
            }
        }

        var plan = StackGuard.RunDeep(() => Planner.PlanReferences(policy.Compilation, references));
        return new RegoTestSuite(
            [.. tests.OrderBy(test => test.Package, StringComparer.Ordinal).ThenBy(test => test.File, StringComparer.Ordinal).ThenBy(test => test.Row)],
            plan, PolicyProgram.Link(plan), policy.Data);
    }

    /// <summary>Measures which lines the tests evaluate: give the result to <see cref="Run"/>.</summary>
    /// <param name="coverage">What collects.</param>
    public CoverageObserver Observe(Coverage coverage) => coverage.Observe(plan);

    /// <summary>Runs one test. A failing or erring test is a result, not an exception.</summary>
    /// <param name="test">One of <see cref="Tests"/>.</param>
    /// <param name="options">How to run; the defaults if null. Its <see cref="EvaluationOptions.Print"/> is replaced.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <param name="coverage">From <see cref="Observe"/>; null measures nothing.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public RegoTestResult Run(
        RegoTest test, EvaluationOptions? options = null, CancellationToken cancellation = default, CoverageObserver? coverage = null)
    {
        if (test.IsTodo)
        {
            return new(test, RegoTestOutcome.Skipped, null, [], [], TimeSpan.Zero);
        }

        var output = new List<string>();
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            var printing = (options ?? EvaluationOptions.Default) with { Print = output.Add };
            var result = coverage is { } observer
                ? program.Run(test.ToString(), default, data, observer, printing, cancellation)
                : program.Run(test.ToString(), default, data, printing, cancellation);
            var value = result.Bindings.Count == 1 ? result.Bindings[0] : Val.Undefined;
            var failed = new List<string>();
            var passed = IsTrue(value, "", failed);
            return Result(passed ? RegoTestOutcome.Passed : RegoTestOutcome.Failed, null, failed);
        }
        catch (RegoEvaluationException error) when (error.Code == EvaluationErrorCode.Cancel && cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(error.Message, error, cancellation);
        }
        catch (RegoEvaluationException error)
        {
            return Result(RegoTestOutcome.Errored, error.Message, []);
        }

        RegoTestResult Result(RegoTestOutcome outcome, string? error, List<string> failed) =>
            new(test, outcome, error, failed, output, TimeProvider.System.GetElapsedTime(started));
    }

    /// <summary>Runs all tests, one after the other.</summary>
    /// <inheritdoc cref="Run"/>
    public IReadOnlyList<RegoTestResult> RunAll(EvaluationOptions? options = null, CancellationToken cancellation = default) =>
        [.. Tests.Select(test => Run(test, options, cancellation))];

    // A data-driven test is an object of cases, by name and perhaps by further names.
    private static bool IsTrue(Val value, string name, List<string> failed)
    {
        if (value.IsTrue)
        {
            return true;
        }

        if (value.Kind != ValKind.Object || value.Count == 0)
        {
            if (name.Length > 0)
            {
                failed.Add(name);
            }

            return false;
        }

        var all = true;
        foreach (var key in value.Keys)
        {
            all &= IsTrue(value.Get(key), name.Length == 0 ? Text(key) : $"{name}/{Text(key)}", failed);
        }

        return all;
    }

    private static string Text(Val key) => key.Kind == ValKind.String ? key.AsString() : key.ToString()!;
}
