using System.Text.Json.Nodes;
using Platform.EndToEnd.Tests;

namespace Platform.Chaos.Fixtures;

/// <summary>An experiment as a person runs it, and its report.</summary>
internal static class ChaosCommand
{
    // The command itself gives up on what stands still; this is for a command that hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(12);

    /// <summary>Runs it on a state folder. There is one line of report however it ends.</summary>
    public static async Task<(int ExitCode, JsonNode Report, string Errors)> RunAsync(string state, string experiment, params string[] arguments)
    {
        using var command = PlatformCommand.Start(state, ["chaos", "run", experiment, "--json", .. arguments]);
        var exitCode = await command.ExitAsync(Patience);
        var lines = command.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length == 1, $"{experiment} ended with {exitCode} and {lines.Length} lines of report:{Environment.NewLine}{command.Errors}");
        return (exitCode, JsonNode.Parse(lines[0])!, command.Errors);
    }

    public static void AssertHeld((int ExitCode, JsonNode Report, string Errors) run, int count)
    {
        Assert.True(run.ExitCode == 0, run.Report.ToJsonString() + Environment.NewLine + run.Errors);
        Assert.True((bool)run.Report["held"]!);
        var told = run.Report["notifications"]!;
        Assert.Equal((count, count, 0, 0), ((int)told["expected"]!, (int)told["delivered"]!, (int)told["doubled"]!, (int)told["lost"]!));
        Assert.NotEmpty(run.Report["injections"]!.AsArray());
        Assert.All(run.Report["injections"]!.AsArray(), injection => Assert.NotNull(injection!["recoveredAfterMs"]));
    }

    public static bool Held(JsonNode report, string invariant) =>
        (bool)report["invariants"]!.AsArray().Single(one => (string?)one!["name"] == invariant)!["held"]!;
}
