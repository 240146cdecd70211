using System.CommandLine;
using System.Text.Json;
using Platform.Cli.Running;
using Spectre.Console;

namespace Platform.Cli.Exam;

/// <summary><c>exam list</c>: the steps with what each expects; and those that are not run, with the reason.</summary>
internal static class ExamListCommand
{
    public static Command Create()
    {
        var json = GlobalOptions.Json();
        var command = new Command("list", """
            List the steps of the exam: what is attacked, what must come of it, and why a step is not run.

            Examples:
              platform exam list
              platform exam list --json | jq -r '.[] | select(.notRun) | "\(.id) \(.notRun)"'
            """) { json };
        command.SetAction(parse =>
        {
            if (parse.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize(Listed(), ResourceInfo.Json));
            else
                Write();
            return ExitCode.Ok;
        });
        return command;
    }

    private static IEnumerable<ListedStep> Listed() =>
        Curriculum.Examined.Select(step => new ListedStep(step.Id, step.Attack, step.Expected, step.Requirements, step.LeavesOut, null))
            .Concat(Curriculum.Unexamined.Select(step => new ListedStep(step.Id, step.Attack, null, [], null, step.Reason)))
            .OrderBy(step => step.Id, StringComparer.Ordinal);

    private static void Write()
    {
        foreach (var step in Listed())
        {
            var state = step.NotRun is null ? "" : " [yellow](not run)[/]";
            AnsiConsole.MarkupLine($"[bold]{step.Id}[/] {Markup.Escape(step.Attack)}{state}");
            if (step.Expected is { } expected)
                AnsiConsole.MarkupLine($"     [grey]expected: {Markup.Escape(expected)} ({string.Join(", ", step.Requirements)})[/]");
            if ((step.LeavesOut ?? step.NotRun) is { } reason)
                AnsiConsole.MarkupLine($"     [grey]{(step.NotRun is null ? "leaves out" : "because")}: {Markup.Escape(reason)}[/]");
        }
    }

    private sealed record ListedStep(string Id, string Attack, string? Expected, IReadOnlyList<string> Requirements, string? LeavesOut, string? NotRun);
}
