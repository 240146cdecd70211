using System.Text.Json;
using System.Text.RegularExpressions;
using Platform.Rego.MutationTesting;
using Spectre.Console;

namespace Platform.Cli.Policy;

/// <summary>The report of mutation testing, for people and for programs.</summary>
internal static partial class MutationText
{
    public static void Print(MutationReport report, IReadOnlyDictionary<string, string> sources)
    {
        foreach (var (mutant, outcome, _) in report.Survivors)
        {
            Console.WriteLine($"{mutant.File}:{mutant.Row}: {Name(mutant.Operator)} in {mutant.Rule} {(outcome == MutantOutcome.NotReached ? "is reached by no test" : "is noticed by no test")}");
            Console.WriteLine(mutant.Diff(sources[mutant.File]));
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("operator", "killed", "timed out", "survived", "not reached", "equivalent", "invalid");
        foreach (var group in report.Results.GroupBy(result => result.Mutant.Operator).OrderBy(group => group.Key))
            table.AddRow([Name(group.Key), .. Outcomes.Select(outcome => $"{group.Count(result => result.Outcome == outcome)}")]);
        table.AddRow(["all", .. Outcomes.Select(outcome => $"{report.Count(outcome)}")]);
        AnsiConsole.Write(table);
        Console.WriteLine(FormattableString.Invariant($"Score {report.Score:0.0}: {report.Counted - report.Survivors.Count()} of {report.Counted} mistakes are noticed by {report.Tests} tests."));
    }

    public static string Json(MutationReport report, IReadOnlyDictionary<string, string> sources) => JsonSerializer.Serialize(
        new
        {
            score = report.Score,
            mutants = report.Results.Count,
            counted = report.Counted,
            tests = report.Tests,
            outcomes = Counts(report.Results),
            operators = report.Results.GroupBy(result => result.Mutant.Operator).OrderBy(group => group.Key).ToDictionary(group => Name(group.Key), Counts),
            survivors = report.Survivors.Select(result => Shown(result, sources)),
            equivalents = report.Results.Where(result => result.Outcome == MutantOutcome.Equivalent).Select(result => Shown(result, sources)),
        },
        PolicyCommand.Indented);

    private static readonly MutantOutcome[] Outcomes =
        [MutantOutcome.Killed, MutantOutcome.TimedOut, MutantOutcome.Survived, MutantOutcome.NotReached, MutantOutcome.Equivalent, MutantOutcome.Invalid];

    private static object Shown(MutantResult result, IReadOnlyDictionary<string, string> sources) => new
    {
        file = result.Mutant.File,
        row = result.Mutant.Row,
        col = result.Mutant.Column,
        @operator = Name(result.Mutant.Operator),
        rule = result.Mutant.Rule,
        outcome = Name(result.Outcome),
        reason = result.By,
        diff = result.Mutant.Diff(sources[result.Mutant.File]),
    };

    private static Dictionary<string, int> Counts(IEnumerable<MutantResult> results)
    {
        var all = results.ToList();
        return Outcomes.ToDictionary(Name, outcome => all.Count(result => result.Outcome == outcome));
    }

    // DropElse is drop-else.
    private static string Name<T>(T value)
        where T : struct, Enum => Capital().Replace($"{value}", "-$0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Capital();
}
