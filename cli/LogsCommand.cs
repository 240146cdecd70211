using System.CommandLine;
using System.Text.Json;
using Platform.Cli.Running;
using Spectre.Console;

namespace Platform.Cli;

/// <summary><c>platform logs</c>: what the resources print; after a run, what they printed in the last one.</summary>
internal static class LogsCommand
{
    public static Command Create()
    {
        var state = GlobalOptions.State();
        var json = GlobalOptions.Json();
        var names = new Argument<string[]>("resource") { Description = "Which resources; all when none is named", Arity = ArgumentArity.ZeroOrMore };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on until Ctrl-C" };
        var tail = new Option<int>("--tail") { Description = "Only the last lines of each", DefaultValueFactory = _ => 200, HelpName = "N" };
        var command = new Command("logs", """
            Show the logs of resources. Secrets are masked. When nothing runs, the logs of the last run are shown.

            Examples:
              platform logs
              platform logs records records-dapr --follow
              platform logs gateway --tail 20 --json

            Exit codes: 0 shown, 1 no such resource, 3 nothing runs and nothing ran.
            """) { names, follow, tail, state, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            var folder = StateFolder.Resolve(result.GetValue(state));
            var asked = result.GetValue(names) ?? [];
            Action<LogEntry> show = result.GetValue(json) ? ShowJson : ShowText;
            using var api = AppHostApi.Connect(folder);
            return api is null
                ? ShowLastRun(folder, asked, result.GetValue(tail), show)
                : await ShowRunningAsync(api, asked, result.GetValue(tail), result.GetValue(follow), show, cancellationToken);
        });
        return command;
    }

    private static async Task<int> ShowRunningAsync(
        AppHostApi api, string[] asked, int tail, bool follow, Action<LogEntry> show, CancellationToken cancellationToken)
    {
        var known = (await api.ListAsync(cancellationToken)).Select(resource => resource.Name).ToArray();
        if (Unknown(asked, known) is { } message)
        {
            Console.Error.WriteLine(message);
            return ExitCode.Failed;
        }

        var chosen = asked.Length == 0 ? known : asked;
        try
        {
            if (follow)
            {
                await Task.WhenAll(chosen.Select(name => CopyAsync(api, name, tail, follow, show, cancellationToken)));
            }
            else
            {
                foreach (var name in chosen)
                {
                    await CopyAsync(api, name, tail, follow, show, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C is how following ends.
        }

        return ExitCode.Ok;
    }

    private static async Task CopyAsync(
        AppHostApi api, string name, int tail, bool follow, Action<LogEntry> show, CancellationToken cancellationToken)
    {
        await foreach (var entry in api.LogsAsync(name, tail, follow, cancellationToken))
        {
            show(entry);
        }
    }

    private static int ShowLastRun(StateFolder folder, string[] asked, int tail, Action<LogEntry> show)
    {
        var logs = Path.Combine(folder.AppHost, "logs");
        var known = Directory.Exists(logs) ? Directory.GetFiles(logs, "*.log").Select(file => Path.GetFileNameWithoutExtension(file)!).Order().ToArray() : [];
        if (known.Length == 0)
        {
            return NotRunning.Tell(folder);
        }

        if (Unknown(asked, known) is { } message)
        {
            Console.Error.WriteLine(message);
            return ExitCode.Failed;
        }

        foreach (var name in asked.Length == 0 ? known : asked)
        {
            var lines = File.ReadAllLines(Path.Combine(logs, $"{name}.log"));
            for (var i = Math.Max(0, lines.Length - tail); i < lines.Length; i++)
            {
                show(new LogEntry(name, i + 1, lines[i], Error: false));
            }
        }

        return ExitCode.Ok;
    }

    private static string? Unknown(string[] asked, string[] known)
        => asked.Except(known).FirstOrDefault() is { } name ? $"There is no resource '{name}'; there are: {string.Join(", ", known)}." : null;

    private static void ShowJson(LogEntry entry) => Console.WriteLine(JsonSerializer.Serialize(entry, ResourceInfo.Json));

    private static void ShowText(LogEntry entry)
        => AnsiConsole.MarkupLine($"[{(entry.Error ? "red" : "blue")}]{entry.Resource.PadRight(15)}[/] {Markup.Escape(entry.Text)}");
}
