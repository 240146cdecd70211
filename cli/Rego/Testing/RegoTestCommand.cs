using System.CommandLine;
using System.Text.Json;
using System.Text.RegularExpressions;
using Platform.Rego;
using Platform.Rego.Execution;
using Platform.Rego.Values;

namespace Platform.Cli.Rego;

/// <summary><c>rego test</c>: runs the rules named <c>test_…</c>.</summary>
internal static class RegoTestCommand
{
    private const double DefaultTimeout = 5;

    public static Command Create()
    {
        var paths = new Argument<string[]>("paths") { Description = "Files or folders with policies and their tests", Arity = ArgumentArity.OneOrMore };
        var run = new Option<string?>("--run", "-r") { Description = "Run the tests whose full name matches this regular expression", HelpName = "REGEX" };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Name every test, with what it printed" };
        var coverage = new Option<bool>("--coverage", "-c") { Description = "Print which lines the tests evaluate, in opa's JSON, instead of their results" };
        var threshold = new Option<double>("--threshold") { Description = "Fail if the tests evaluate less than this percentage of the lines", HelpName = "PERCENT" };
        var skippedPass = new Option<bool>("--exit-zero-on-skipped", "-z") { Description = "A skipped test (todo_test_…) is no failure" };
        var failOnEmpty = new Option<bool>("--fail-on-empty") { Description = "Fail if no test was run" };
        var varValues = new Option<bool>("--var-values") { Description = "Tell which expression of a failing test failed, and with which values" };
        var explaining = new Option<string?>("--explain") { Description = "The same as --verbose with --var-values: fails, full, notes or debug", HelpName = "MODE", Arity = ArgumentArity.ZeroOrOne };
        var timeout = new Option<string>("--timeout") { Description = "How long one test may take before it has erred, such as 500ms or 5s", DefaultValueFactory = _ => $"{DefaultTimeout}s", HelpName = "TIME" };
        var count = new Option<int>("--count") { Description = "How often to run the tests, until one fails", DefaultValueFactory = _ => 1, HelpName = "N" };
        var parallel = new Option<int>("--parallel", "-p") { Description = "How many tests run at once; 0 for one per processor", HelpName = "N" };
        var format = new Option<string>("--format", "-f") { Description = "pretty, json or, with --bench, gobench", DefaultValueFactory = _ => "pretty" };
        format.AcceptOnlyFromAmong("pretty", "json", "gobench");
        var bench = new Option<bool>("--bench") { Description = "Time the tests instead of telling their results" };
        var benchmem = new Option<bool>("--benchmem") { Description = "With --bench, tell how many bytes a run takes" };
        var json = GlobalOptions.Json();
        var policies = new PolicyOptions(takesPaths: true);
        var command = new Command("test", "Runs Rego tests, as opa test does.\n\nExamples:\n  ./platform rego test policies\n  ./platform rego test -v -r note policies\n  ./platform rego test --coverage policies\n\nExit codes: 0 all passed; 1 files that cannot be read, a policy that does not compile, no test with --fail-on-empty, a failed test with --coverage; 2 a test failed, erred or was skipped (without -z), or coverage is below the threshold.")
        {
            paths, run, verbose, coverage, threshold, skippedPass, failOnEmpty, varValues, explaining, timeout, count, parallel, format, bench, benchmem, json,
        };
        policies.AddTo(command);
        command.SetAction((parse, cancellation) => Task.FromResult(RegoCommand.Guard(1, () =>
        {
            var wanted = parse.GetValue(run) is { } pattern ? new Regex(pattern, RegexOptions.NonBacktracking) : null;
            var files = policies.Read(parse, parse.GetValue(paths));
            var policy = policies.Compile(parse, files, print: true, tests: true);
            var suite = RegoTestSuite.Of(policy, test => wanted?.IsMatch(test.ToString()) ?? true);
            if (parse.GetValue(bench))
                return TestBenchmark.Run(suite, parse.GetValue(format) == "gobench", parse.GetValue(benchmem), cancellation);
            var least = parse.GetValue(threshold);
            if (least is < 0 or > 100)
                throw new PolicyFilesException("Code coverage threshold must be between 0 and 100");
            var measured = parse.GetValue(coverage) || least > 0 ? new Coverage() : null;
            var code = RegoExitCode.Ok;
            for (var i = 0; i < parse.GetValue(count) && code == RegoExitCode.Ok; i++)
            {
                var results = Run(suite, measured, RegoDuration.Parse(parse.GetValue(timeout)!), parse.GetValue(parallel), cancellation);
                code = results.All(result => result.Outcome == RegoTestOutcome.Passed || (result.Outcome == RegoTestOutcome.Skipped && parse.GetValue(skippedPass)))
                    ? RegoExitCode.Ok : RegoExitCode.TestFailed;
                var explains = parse.GetResult(explaining) is { Implicit: false };
                var explain = explains || parse.GetValue(varValues) ? Explainer(suite, files, cancellation) : null;
                if (measured is not null && !results.Any(result => result.Outcome is RegoTestOutcome.Failed or RegoTestOutcome.Errored))
                {
                    measured.Include(policy);
                    code = Covered(measured, least, code);
                }
                else if (measured is not null)
                {
                    // What a failing suite covers is not reported: opa says which tests failed and exits as for a suite that could not run.
                    RegoTestReport.Tell(results, explains || parse.GetValue(verbose), explain);
                    return RegoExitCode.Error;
                }
                else if (parse.GetValue(json) || parse.GetValue(format) == "json")
                    Console.WriteLine(JsonSerializer.Serialize(results.Select(RegoTestReport.Json), RegoTestReport.Indented));
                else
                    RegoTestReport.Tell(results, explains || parse.GetValue(verbose), explain);
                if (results.Count == 0 && parse.GetValue(failOnEmpty))
                {
                    Console.Error.WriteLine("no tests were run");
                    return RegoExitCode.Error;
                }
            }
            return code;
        })));
        return command;
    }

    private static IReadOnlyList<RegoTestResult> Run(RegoTestSuite suite, Coverage? measured, TimeSpan timeout, int parallel, CancellationToken cancellation)
    {
        var results = new RegoTestResult[suite.Tests.Count];
        if (measured is not null)
        {
            var observer = suite.Observe(measured);
            for (var i = 0; i < results.Length; i++)
                results[i] = suite.Run(suite.Tests[i], cancellation: cancellation, coverage: observer, timeout: timeout);
            return results;
        }
        var most = new ParallelOptions { MaxDegreeOfParallelism = parallel > 0 ? parallel : Environment.ProcessorCount, CancellationToken = cancellation };
        Parallel.For(0, results.Length, most, i => results[i] = suite.Run(suite.Tests[i], cancellation: cancellation, timeout: timeout));
        return results;
    }

    private static int Covered(Coverage measured, double least, int code)
    {
        var report = measured.Report();
        Console.WriteLine(JsonText.WriteIndented(report, "", "  "));
        using var read = JsonDocument.Parse(report.ToJson());
        var percent = read.RootElement.GetProperty("coverage").GetDouble();
        if (percent >= least)
            return code;
        Console.Error.WriteLine($"Code coverage threshold not met: got {percent} instead of {least}");
        return RegoExitCode.TestFailed;
    }

    private static Func<RegoTest, string> Explainer(RegoTestSuite suite, PolicyFiles files, CancellationToken cancellation)
    {
        var sources = files.Modules.GroupBy(module => module.File).ToDictionary(module => module.Key, module => module.First().Source, StringComparer.Ordinal);
        return test => suite.Explain(test, sources, cancellation).ToString();
    }
}
