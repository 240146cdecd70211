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
    public static Command Create()
    {
        var paths = new Argument<string[]>("paths") { Description = "Files or folders with policies and their tests", Arity = ArgumentArity.OneOrMore };
        var run = new Option<string?>("--run", "-r") { Description = "Run the tests whose full name matches this regular expression", HelpName = "REGEX" };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Name every test, with what it printed" };
        var coverage = new Option<bool>("--coverage", "-c") { Description = "Print which lines the tests evaluate, in opa's JSON, instead of their results" };
        var json = GlobalOptions.Json();
        var policies = new PolicyOptions();
        var command = new Command("test", "Runs Rego tests, as opa test does.\n\nExamples:\n  ./platform rego test policies\n  ./platform rego test -v -r note policies\n  ./platform rego test --coverage policies\n\nExit codes: 0 all passed; 1 one failed, or there is none; 2 files that cannot be read.")
        {
            paths, run, verbose, coverage, json,
        };
        policies.AddTo(command);
        command.SetAction((parse, cancellation) => Task.FromResult(RegoCommand.Guard(() =>
        {
            var wanted = parse.GetValue(run) is { } pattern ? new Regex(pattern, RegexOptions.NonBacktracking) : null;
            var policy = policies.Compile(parse, policies.Read(parse, parse.GetValue(paths)), print: true);
            var suite = RegoTestSuite.Of(policy, test => wanted?.IsMatch(test.ToString()) ?? true);
            var results = new List<RegoTestResult>(suite.Tests.Count);
            var measured = new Coverage();
            CoverageObserver? observer = parse.GetValue(coverage) ? suite.Observe(measured) : null;
            foreach (var test in suite.Tests)
                results.Add(suite.Run(test, cancellation: cancellation, coverage: observer));
            if (observer is not null)
                Console.WriteLine(JsonText.WriteIndented(measured.Report(), "", "  "));
            else if (parse.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize(results.Select(Json)));
            else
                Tell(results, parse.GetValue(verbose));
            return results.Count > 0 && results.All(result => result.Outcome is RegoTestOutcome.Passed or RegoTestOutcome.Skipped) ? ExitCode.Ok : ExitCode.Failed;
        })));
        return command;
    }

    // The members of opa test --format=json.
    private static object Json(RegoTestResult result) => new
    {
        location = new { file = result.Test.File, row = result.Test.Row, col = 1 },
        package = result.Test.Package,
        name = result.Test.Name,
        fail = result.Outcome == RegoTestOutcome.Failed ? true : (bool?)null,
        error = result.Error,
        skip = result.Outcome == RegoTestOutcome.Skipped ? true : (bool?)null,
        duration = (long)result.Took.TotalNanoseconds,
        output = result.Output.Count > 0 ? string.Join('\n', result.Output) : null,
    };

    private static void Tell(List<RegoTestResult> results, bool verbose)
    {
        foreach (var group in results.GroupBy(result => result.Test.File))
        {
            var shown = group.Where(result => verbose || result.Outcome is RegoTestOutcome.Failed or RegoTestOutcome.Errored).ToList();
            if (shown.Count == 0)
                continue;
            Console.WriteLine($"{group.Key}:");
            foreach (var result in shown)
            {
                Console.WriteLine($"{result.Test}: {Word(result.Outcome)} ({result.Took.TotalMilliseconds:0.###}ms)");
                foreach (var name in result.FailedCases)
                    Console.WriteLine($"  {name}: FAIL");
                if (result.Error is not null)
                    Console.WriteLine($"  {result.Error}");
                foreach (var line in result.Output)
                    Console.WriteLine($"  {line}");
            }
        }
        Console.WriteLine(new string('-', 80));
        foreach (var (outcome, word) in new[] { (RegoTestOutcome.Passed, "PASS"), (RegoTestOutcome.Failed, "FAIL"), (RegoTestOutcome.Errored, "ERROR"), (RegoTestOutcome.Skipped, "SKIPPED") })
        {
            var count = results.Count(result => result.Outcome == outcome);
            if (count > 0)
                Console.WriteLine($"{word}: {count}/{results.Count}");
        }
        if (results.Count == 0)
            Console.WriteLine("no test found");
    }

    private static string Word(RegoTestOutcome outcome) => outcome switch
    {
        RegoTestOutcome.Passed => "PASS",
        RegoTestOutcome.Failed => "FAIL",
        RegoTestOutcome.Errored => "ERROR",
        _ => "SKIPPED",
    };
}
