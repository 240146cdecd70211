using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Platform.Cli.Rego;
using Platform.Rego;
using Spectre.Console;

namespace Platform.Cli.Policy.Testing;

/// <summary><c>policy test</c>: the unit tests of the policies with their coverage, and the cases as tables.</summary>
internal static class PolicyTestCommand
{
    public static Command Create()
    {
        var folder = PolicyCommand.Folder("folder");
        var least = new Option<double>("--min-coverage") { Description = "Fail if the unit tests evaluate less than this percentage of the policies' lines", HelpName = "PERCENT" };
        var timeout = new Option<string>("--timeout") { Description = "How long one unit test may take before it has erred, such as 500ms or 5s", DefaultValueFactory = _ => "5s", HelpName = "TIME" };
        var junit = new Option<string?>("--junit") { Description = "Also write the results as JUnit XML", HelpName = "FILE" };
        var json = GlobalOptions.Json();
        var command = new Command("test", "Runs the unit tests (rules named test_…) with coverage, and decides the cases: cases/<action>/{allow,deny}/*.json are inputs from end to end, whose path says what must be decided. How well the tests check what they run, ./platform policy mutate tells.\n\nExamples:\n  ./platform policy test\n  ./platform policy test --min-coverage 100 --junit artifacts/policies.xml\n  ./platform policy test --json | jq '.coverage.files[] | select(.missed != [])'\n\nExit codes: 0 all passed; 1 a test or a case did not, coverage is below --min-coverage, or a wrong policy; 2 bad arguments or files, or neither test nor case.")
        {
            folder, least, timeout, junit, json,
        };
        command.SetAction((parse, cancellation) => Task.FromResult(RegoCommand.Guard(() =>
        {
            if (parse.GetValue(least) is < 0 or > 100)
                throw new PolicyFilesException("--min-coverage must be between 0 and 100");
            var from = parse.GetValue(folder) ?? Path.GetRelativePath(Environment.CurrentDirectory, PolicyCommand.Resolve(null));
            var run = PolicyTestRun.Of(from, PolicyFiles.Read([from], new PolicyReading(RegoVersion.V1) { Ignore = ["cases"] }), RegoDuration.Parse(parse.GetValue(timeout)!), cancellation);
            if (run.Units.Count + run.Cases.Count == 0)
                throw new PolicyFilesException($"{from}: there is neither a test (a rule named test_…) nor a case (cases/<action>/allow/*.json)");
            if (parse.GetValue(junit) is { } file)
                JUnitReport.Write(file, [.. run.Units.Select(Unit), .. run.Cases.Select(one => new JUnitReport.Test($"cases/{one.Case.Action}", one.Case.File, Path.Combine(from, "cases", one.Case.File), 0, one.Took, one.Fault, false))]);
            if (parse.GetValue(json))
                Console.WriteLine(Json(run));
            else
                Print(run);
            if (run.Passed && run.Percent >= parse.GetValue(least))
                return ExitCode.Ok;
            if (run.Passed)
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"coverage is {run.Percent} %, less than {parse.GetValue(least)}"));
            return ExitCode.Failed;
        })));
        return command;
    }

    private static JUnitReport.Test Unit(RegoTestResult result) =>
        new(result.Test.Package, result.Test.Name, result.Test.File, result.Test.Row, result.Took, Fault(result), result.Outcome == RegoTestOutcome.Skipped);

    private static string? Fault(RegoTestResult result) => result.Outcome switch
    {
        RegoTestOutcome.Errored => result.Error,
        RegoTestOutcome.Failed when result.Cases.Count > 0 => $"failed: {string.Join(", ", result.Cases.Where(one => !one.Passed))}",
        RegoTestOutcome.Failed => "failed",
        _ => null,
    };

    private static string Json(PolicyTestRun run) => JsonSerializer.Serialize(
        new
        {
            passed = run.Passed,
            units = run.Units.Select(unit => new { package = unit.Test.Package, name = unit.Test.Name, file = unit.Test.File, row = unit.Test.Row, outcome = unit.Outcome.ToString(), fault = Fault(unit) }),
            coverage = new { percent = run.Percent, files = run.Coverage.Select(file => new { file = file.File, covered = file.Covered, lines = file.Lines, missed = file.Missed }) },
            cases = run.Cases.Select(one => new { file = one.Case.File, action = one.Case.Action, allow = one.Case.Allow, reason = one.Case.Reason, fault = one.Fault }),
        },
        PolicyCommand.Indented);

    private static void Print(PolicyTestRun run)
    {
        foreach (var unit in run.Units.Where(unit => Fault(unit) is not null))
            Console.WriteLine($"{unit.Test.File}:{unit.Test.Row}: {unit.Test}: {Fault(unit)}");
        foreach (var (one, fault, _) in run.Cases.Where(one => one.Fault is not null))
            Console.WriteLine($"cases/{one.File}: {fault}");
        if (run.Cases.Count > 0)
        {
            var table = new Table().Border(TableBorder.Simple).AddColumns("action", "allow", "deny", "reasons of denials");
            foreach (var action in run.Cases.GroupBy(one => one.Case.Action))
                table.AddRow(Markup.Escape(action.Key), Share(action.Where(one => one.Case.Allow)), Share(action.Where(one => !one.Case.Allow)), Markup.Escape(string.Join(", ", action.Select(one => one.Case.Reason).OfType<string>().Distinct().Order(StringComparer.Ordinal))));
            AnsiConsole.Write(table);
        }

        foreach (var file in run.Coverage.Where(file => file.Missed.Count > 0))
            Console.WriteLine($"{file.File}: not evaluated by a unit test: {string.Join(", ", file.Missed)}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.Units.Count(unit => unit.Outcome == RegoTestOutcome.Passed)} of {run.Units.Count} unit tests pass, over {run.Percent} % of the lines; {run.Cases.Count(one => one.Fault is null)} of {run.Cases.Count} cases are decided as they say."));
    }

    private static string Share(IEnumerable<(PolicyCase Case, string? Fault, TimeSpan Took)> cases)
    {
        var all = cases.ToList();
        var (good, count) = (all.Count(one => one.Fault is null), all.Count);
        return good == count ? $"{count}" : $"[red]{good} of {count}[/]";
    }
}
