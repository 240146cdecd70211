using System.Text.Json.Nodes;
using Platform.EndToEnd.Tests;
using Platform.Testing;

namespace Platform.Chaos.Fixtures;

/// <summary>One <c>up</c> for all experiments: they attach to it, and must leave it as they found it.</summary>
public sealed class RunningUp : IAsyncLifetime
{
    private static readonly TimeSpan ToStart = TimeSpan.FromSeconds(120);
    private readonly TemporaryDirectory state = new();
    private PlatformCommand? up;

    public string State => state.Path;

    public async ValueTask InitializeAsync()
    {
        up = PlatformCommand.Start(State, "up", "--json", "--port", "gateway=0", "--port", "identity=0", "--port", "dashboard=0");
        await Eventually.True(() => up.Process.HasExited || up.Output.Contains("\"event\":\"healthy\"", StringComparison.Ordinal), "the platform is healthy", ToStart);
        Assert.False(up.Process.HasExited, up.Errors);
    }

    /// <summary>Runs an experiment on it.</summary>
    internal Task<(int ExitCode, JsonNode Report, string Errors)> RunAsync(string experiment, params string[] arguments) =>
        ChaosCommand.RunAsync(State, experiment, ["--attach", .. arguments]);

    /// <summary>The resources that are not healthy.</summary>
    public async Task<IReadOnlyList<string>> UnhealthyAsync()
    {
        var (exitCode, output, errors) = await PlatformCommand.RunAsync(State, "ps", "--json");
        Assert.True(exitCode == 0, errors);
        return [.. JsonNode.Parse(output)!.AsArray().Where(resource => (string?)resource!["health"] != "Healthy").Select(resource => (string)resource!["name"]!)];
    }

    public async ValueTask DisposeAsync()
    {
        await PlatformCommand.RunAsync(State, "stop");
        if (up is not null)
            await up.ExitAsync();
        up?.Dispose();
        state.Dispose();
    }
}
