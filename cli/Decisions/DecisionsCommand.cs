using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace Platform.Cli.Decisions;

/// <summary><c>platform decisions</c>: what the platform decided, newest first.</summary>
internal static class DecisionsCommand
{
    public static Command Create()
    {
        var denied = new Option<bool>("--denied") { Description = "Denials only" };
        var service = new Option<string?>("--service") { Description = "Decisions of this process, such as records", HelpName = "NAME" };
        var action = new Option<string?>("--action") { Description = "Decisions on this action, such as records.note.read", HelpName = "ACTION" };
        var since = new Option<TimeSpan?>("--since") { Description = "Not older than this, such as 00:10:00", HelpName = "SPAN" };
        var trace = new Option<string?>("--trace") { Description = "Decisions of this trace", HelpName = "ID" };
        var limit = new Option<int>("--limit") { Description = "At most this many, up to 50", DefaultValueFactory = _ => 25 };
        var persona = new Option<string>("--as") { Description = "Who asks", DefaultValueFactory = _ => "operator" };
        var (state, json) = (GlobalOptions.State(), GlobalOptions.Json());
        var command = new Command("decisions", """
            Print what the platform decided, newest first: time, process, action, outcome, reasons, id. Ids of people are pseudonyms.

            With --json, standard output holds one line: an array of decisions, each with its event in the shape of OPA's decision logs.

            Examples:
              platform decisions --denied
              platform decisions --service records --since 00:10:00
              platform decisions --denied --json | jq -r '.[0].decisionId'

            Exit codes: 0 answered, 1 refused or failed, 3 nothing runs.
            """) { denied, service, action, since, trace, limit, persona, state, json };
        command.SetAction((result, cancellation) => DecisionQuestion.AskAsync(
            Path(result.GetValue(denied), result.GetValue(service), result.GetValue(action), result.GetValue(since), result.GetValue(trace), result.GetValue(limit)),
            result.GetValue(persona)!,
            result.GetValue(state),
            answer =>
            {
                if (result.GetValue(json))
                    Console.WriteLine(answer["items"]!.ToJsonString());
                else
                    Print(answer);
            },
            cancellation));
        return command;
    }

    private static string Path(bool denied, string? service, string? action, TimeSpan? since, string? trace, int limit)
    {
        var query = new List<string> { string.Create(CultureInfo.InvariantCulture, $"limit={limit}") };
        if (denied)
            query.Add("outcome=deny");
        foreach (var (name, value) in new[] { ("service", service), ("action", action), ("trace", trace) })
        {
            if (value is not null)
                query.Add($"{name}={Uri.EscapeDataString(value)}");
        }
        if (since is { } span)
            query.Add($"since={Uri.EscapeDataString((TimeProvider.System.GetUtcNow() - span).UtcDateTime.ToString("O", CultureInfo.InvariantCulture))}");
        return "/decisions?" + string.Join('&', query);
    }

    private static void Print(JsonNode page)
    {
        var items = page["items"]!.AsArray();
        if (items.Count == 0)
        {
            AnsiConsole.WriteLine("No such decision is logged.");
            return;
        }

        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("time", "process", "action", "outcome", "reasons", "id");
        foreach (var item in items)
        {
            string[] cells =
            [
                item!["time"]!.GetValue<DateTimeOffset>().UtcDateTime.ToString("HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                item["service"]!.GetValue<string>(),
                item["action"]!.GetValue<string>(),
                item["outcome"]!.GetValue<string>(),
                item["event"]!["error"]?.GetValue<string>() ?? string.Join(", ", item["event"]!["result"]?["reasons"]?.AsArray().Select(reason => reason!.GetValue<string>()) ?? []),
                item["decisionId"]!.GetValue<string>(),
            ];
            table.AddRow(cells.Select(cell => new Text(cell)).ToArray());
        }

        AnsiConsole.Write(table);
        if (page["lost"]!.GetValue<long>() is > 0 and var lost)
            AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{lost} decisions could not be logged by the processes that made them."));
    }
}
