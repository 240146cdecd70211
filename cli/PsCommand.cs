using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Platform.Cli.Running;
using Spectre.Console;

namespace Platform.Cli;

/// <summary><c>platform ps</c>: the resources of a running platform.</summary>
internal static class PsCommand
{
    public static Command Create()
    {
        var state = GlobalOptions.State();
        var json = GlobalOptions.Json();
        var command = new Command("ps", """
            Show what runs: state, process, memory, addresses.

            Examples:
              platform ps
              platform ps --json | jq '.[] | select(.health != "Healthy") | .name'

            Exit codes: 0 shown, 3 nothing runs.
            """) { state, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            var folder = StateFolder.Resolve(result.GetValue(state));
            using var api = AppHostApi.Connect(folder);
            if (api is null)
            {
                return NotRunning.Tell(folder);
            }

            var resources = await api.ListAsync(cancellationToken);
            if (result.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(resources, ResourceInfo.Json));
            }
            else
            {
                Show(resources, api.Pid);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static void Show(IReadOnlyList<ResourceInfo> resources, int appHost)
    {
        var table = new Table().Border(TableBorder.None).AddColumns("resource", "state", "pid", "memory", "restarts", "address");
        foreach (var resource in resources)
        {
            table.AddRow(
                resource.Name,
                $"[{(resource.IsHealthy && !resource.Frozen ? "green" : resource.HasFailed ? "red" : "yellow")}]{resource.Summary}[/]",
                resource.Pid?.ToString(CultureInfo.InvariantCulture) ?? "",
                ProcessMemory.Text(resource.MemoryBytes),
                resource.Restarts is > 0 ? resource.Restarts.Value.ToString(CultureInfo.InvariantCulture) : "",
                Markup.Escape(string.Join(" ", resource.Urls.Where(url => !url.Internal).Select(url => url.Url))));
        }

        var own = ProcessMemory.Of(appHost);
        table.AddRow("(AppHost)", "", appHost.ToString(CultureInfo.InvariantCulture), ProcessMemory.Text(own), "", "");
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"Memory of all: {ProcessMemory.Text(resources.Sum(r => r.MemoryBytes ?? 0) + (own ?? 0))}");
    }
}
