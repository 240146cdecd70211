using System.Collections.Immutable;
using Platform.Rego.Semantics;
using Platform.Rego.Syntax;
using Platform.Rego.Text;
using Platform.Rego.Values;

namespace Platform.Rego.MutationTesting;

/// <summary>
/// Mutation testing: the policy is made wrong in one place at a time, and a test has to notice. A mutant is tried only with the tests that ask its rule,
/// the nearest first, until the first that fails. The same policy gives the same report, however many are tried at once.
/// </summary>
public sealed class PolicyMutation
{
    // What a mutant may need more than the policy before it counts as endless.
    private const long InstructionsAtLeast = 2_000_000;
    private const int TimesMore = 50;

    private readonly ImmutableArray<Module> _parsed;
    private readonly ImmutableArray<TestReach> _reaches;
    private readonly Compilation _compilation;
    private readonly ModuleNeeds _needs;
    private readonly Val _data;
    private readonly RegoOptions _compiling = new() { Tests = true };
    private readonly MutationOptions _options;
    private readonly EvaluationOptions _running;

    private PolicyMutation(RegoPolicy policy, ImmutableArray<TestReach> reaches, EvaluationOptions running, MutationOptions options)
    {
        _parsed = policy.Parsed;
        _compilation = policy.Compilation;
        _needs = ModuleNeeds.Of(_compilation);
        _data = policy.Data;
        _reaches = reaches;
        _running = running;
        _options = options;
        Mutants = [.. policy.Parsed.OrderBy(module => module.Source.File, StringComparer.Ordinal).Where(module => Takes(module.Source.File)).SelectMany(MutantFinder.Of)];
    }

    /// <summary>All mutants, in the order of files and of their text.</summary>
    public IReadOnlyList<Mutant> Mutants { get; }

    /// <summary>How many tests there are, without those announced only.</summary>
    public int Tests => _reaches.Length;

    /// <summary>Runs the tests once, and notes what they reach.</summary>
    /// <param name="modules">The policies and their tests; the file names must differ.</param>
    /// <param name="data">The base documents, an object; <c>default</c> for none.</param>
    /// <param name="options">How to try; the defaults if null.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="RegoCompileException">A module is wrong.</exception>
    /// <exception cref="TestsFailException">A test does not pass.</exception>
    public static PolicyMutation Of(IEnumerable<RegoModule> modules, Val data = default, MutationOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new();
        var policy = RegoPolicy.Compile(modules, data, new RegoOptions { Tests = true });
        var suite = RegoTestSuite.Of(policy, test => !test.IsTodo);
        var reaches = suite.Tests.Select(test => new TestReach(test)).ToImmutableArray();
        Require([.. reaches.Select(reach => suite.Run(reach.Test, new ReachObserver(reach), null, cancellation, options.Timeout))]);
        var running = new EvaluationOptions { Limits = new() { MaxInstructions = InstructionsAtLeast + (TimesMore * reaches.Select(reach => reach.Statements).DefaultIfEmpty().Max()) } };
        // Builtins work without statements: the bound must leave the tests as they are.
        while (suite.RunAll(running, cancellation).Any(result => result.ErrorCode == EvaluationErrorCode.Limit))
        {
            running = running with { Limits = running.Limits with { MaxInstructions = 4 * running.Limits.MaxInstructions } };
        }

        return new PolicyMutation(policy, reaches, running, options);
    }

    /// <summary>Tries all mutants.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public MutationReport Run(CancellationToken cancellation = default)
    {
        var results = new MutantResult[Mutants.Count];
        var (done, telling) = (0, new Lock());
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, _options.Jobs), CancellationToken = cancellation };
        Parallel.For(0, results.Length, parallel, i =>
        {
            results[i] = Try(Mutants[i], cancellation);
            lock (telling)
            {
                _options.Progress?.Invoke(++done);
            }
        });
        return new MutationReport(results, _reaches.Length);
    }

    private static void Require(IReadOnlyList<RegoTestResult> results)
    {
        var failed = results.Where(result => result.Outcome != RegoTestOutcome.Passed).ToList();
        if (failed.Count > 0)
        {
            throw new TestsFailException(failed);
        }
    }

    private bool Takes(string file) => !file.EndsWith("_test.rego", StringComparison.Ordinal) && (_options.Files?.Invoke(file) ?? true);

    private MutantResult Try(Mutant mutant, CancellationToken cancellation)
    {
        var index = _parsed.Select((module, at) => (module, at)).First(one => one.module.Source.File == mutant.File).at;
        var modules = _parsed;
        var reaching = _reaches.Where(reach => reach.Reaches(mutant.Rule)).Select(reach => reach.Test).ToList();
        try
        {
            modules = modules.SetItem(index, Changed(_parsed[index], mutant));
            if (reaching.Count == 0)
            {
                RegoPolicy.OfParsed(modules, _data, _compiling);
                return Left(MutantOutcome.NotReached);
            }

            var near = reaching.Where(test => test.File == Nearest(mutant.File, reaching)).ToList();
            return Killed(near) ?? (near.Count < reaching.Count ? Killed(reaching) : null) ?? Left(MutantOutcome.Survived);
        }
        catch (RegoCompileException invalid)
        {
            return new(mutant, MutantOutcome.Invalid, invalid.Diagnostics[0].Message);
        }

        MutantResult Left(MutantOutcome outcome) =>
            Equivalence.Proof(_compilation, _parsed[index], modules[index], mutant.Start) is { } proof ? new(mutant, MutantOutcome.Equivalent, proof) : new(mutant, outcome, null);

        MutantResult? Killed(List<RegoTest> tests)
        {
            var files = tests.Select(test => test.File).Append(mutant.File).ToHashSet(StringComparer.Ordinal);
            var needed = _needs.Closure(_parsed.Where(module => files.Contains(module.Source.File)).Select(module => module.Source)).Select(source => source.File).ToHashSet(StringComparer.Ordinal);
            var policy = RegoPolicy.OfParsed([.. modules.Where(module => needed.Contains(module.Source.File))], _data, _compiling);
            var names = tests.Select(test => test.ToString()).ToHashSet(StringComparer.Ordinal);
            var suite = RegoTestSuite.Of(policy, test => names.Contains(test.ToString()));
            foreach (var test in suite.Tests)
            {
                var result = suite.Run(test, _running, cancellation, timeout: _options.Timeout);
                if (result.ErrorCode is EvaluationErrorCode.Limit or EvaluationErrorCode.Cancel)
                {
                    return new(mutant, MutantOutcome.TimedOut, test.ToString());
                }

                if (result.Outcome != RegoTestOutcome.Passed)
                {
                    return new(mutant, MutantOutcome.Killed, test.ToString());
                }
            }

            return null;
        }
    }

    private static Module Changed(Module module, Mutant mutant) => RegoPolicy.ParseOne(
        new RegoModule(mutant.File, mutant.Apply(module.Source.Text), module.Dialect == Dialect.V0 ? RegoVersion.V0 : RegoVersion.V1));

    // The tests that lie beside the policy, or else with the longest path in common.
    private static string Nearest(string file, List<RegoTest> tests)
    {
        var beside = $"{file[..^".rego".Length]}_test.rego";
        return tests.Select(test => test.File).Distinct().OrderByDescending(test => test == beside).ThenByDescending(test => Shared(test, file)).ThenBy(test => test, StringComparer.Ordinal).First();
    }

    private static int Shared(string left, string right) => left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
}
