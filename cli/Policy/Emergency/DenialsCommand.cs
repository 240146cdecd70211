using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace Platform.Cli.Policy.Emergency;

/// <summary><c>policy denials</c>: what is closed in an emergency, and what can be.</summary>
internal static class DenialsCommand
{
    public static Command Create()
    {
        var persona = new Option<string>("--as") { Description = "Who asks", DefaultValueFactory = _ => "operator" };
        var (state, json) = (GlobalOptions.State(), GlobalOptions.Json());
        var command = new Command("denials", """
            Print what is closed in an emergency, since when, by whom and why; then the actions and callers that can be closed.

            With --json, standard output holds one line: {"denials", "actions", "workloads"}.

            Examples:
              platform policy denials
              platform policy denials --json | jq -r '.denials[].id'

            Exit codes: 0 answered, 1 refused or failed, 3 nothing runs.
            """) { persona, state, json };
        command.SetAction((result, cancellation) => DenialQuestion.AskAsync(
            result.GetValue(state),
            result.GetValue(persona)!,
            async question =>
            {
                var known = await question.ListAsync();
                if (result.GetValue(json))
                    Console.WriteLine(known.ToJsonString());
                else
                    Print(known);
                return ExitCode.Ok;
            },
            cancellation));
        return command;
    }

    private static void Print(JsonNode known)
    {
        var denials = known["denials"]!.AsArray();
        if (denials.Count == 0)
            AnsiConsole.WriteLine("Nothing is closed.");
        else
        {
            var table = new Table { Border = TableBorder.Simple };
            table.AddColumns("id", "action", "caller", "since", "by", "reason");
            foreach (var denial in denials)
                table.AddRow(new[] { "id", "action", "workload", "since", "by", "reason" }.Select(name => new Text(Cell(denial!, name))).ToArray());
            AnsiConsole.Write(table);
        }

        AnsiConsole.WriteLine($"Actions: {Names(known["actions"]!)}");
        AnsiConsole.WriteLine($"Callers: {Names(known["workloads"]!)}");
    }

    private static string Cell(JsonNode denial, string name) => name == "since"
        ? ((DateTimeOffset)denial[name]!).UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        : ((string)denial[name]!).Split('/')[^1];

    private static string Names(JsonNode names) => string.Join(", ", names.AsArray().Select(name => ((string)name!).Split('/')[^1]));
}
