using System.CommandLine;

namespace Platform.Cli.Exam;

/// <summary><c>exam</c>: attacks a platform from inside the network, step by step, and tells which steps got through.</summary>
internal static class ExamCommand
{
    public static Command Create()
    {
        var json = GlobalOptions.Json();
        var state = GlobalOptions.State();
        var database = GlobalOptions.Database();
        var only = new Option<string[]>("--only") { Description = "Run these steps alone, for example --only E01,E04", HelpName = "IDS", AllowMultipleArgumentsPerToken = true };
        var junit = new Option<string?>("--junit") { Description = "Write a JUnit report as well", HelpName = "FILE" };
        var command = new Command("exam", """
            Attacks a platform from inside the network as the steps E01 to E58 say, and tells for each whether anything got through.

            It attaches to a running `up` of the state folder; otherwise it starts a platform of its own on temporary state and free ports, and stops it
            again. With --json, standard output holds one line: {"steps":[{"id","outcome":"passed|leaked|failed|notRun","attempts"}]}; what is told of the
            run goes to standard error. A step that is not run has a reason: see `exam list`.

            Examples:
              ./platform exam
              ./platform exam --only E04,E05,E18
              ./platform exam --json | jq '.steps[] | select(.outcome != "passed")'
              ./platform exam --database postgres --junit artifacts/exam.xml
              ./platform exam list

            Exit codes: 0 nothing got through and every step that was run passed, 1 a step leaked or failed or no platform could be started,
            2 a step is not known.
            """)
        {
            only, junit, json, state, database, ExamListCommand.Create(), RequirementsCommand.Create(),
        };
        command.SetAction((parse, cancellation) =>
        {
            var ids = (parse.GetValue(only) ?? []).SelectMany(given => given.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
            if (ids.Where(id => !Curriculum.Knows(id)).ToList() is { Count: > 0 } unknown)
            {
                Console.Error.WriteLine($"--only {string.Join(',', unknown)}: no such step; `platform exam list` names them");
                return Task.FromResult(ExitCode.BadArguments);
            }
            return ExamRun.RunAsync(new ExamOptions(ids, parse.GetValue(junit), parse.GetValue(json), parse.GetValue(state), parse.GetValue(database)!), cancellation);
        });
        return command;
    }
}

/// <param name="Only">The steps to run; empty runs all.</param>
/// <param name="JUnit">Where a JUnit report goes, or null.</param>
/// <param name="Json">One line of JSON on standard output.</param>
/// <param name="State">The state folder, or null for the default.</param>
/// <param name="Database">Of a platform that is started: <c>sqlite</c> or <c>postgres</c>.</param>
internal sealed record ExamOptions(IReadOnlyList<string> Only, string? JUnit, bool Json, string? State, string Database);
