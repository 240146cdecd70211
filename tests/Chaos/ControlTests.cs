using System.Text.Json.Nodes;
using Platform.EndToEnd.Tests;

namespace Platform.Chaos;

/// <summary>What an experiment watches, it must be able to see: here there is something.</summary>
public sealed class Control
{
    [Fact(Explicit = true)]
    public async Task A_service_that_fails_open_and_one_that_acts_twice_make_an_experiment_fail_naming_both()
    {
        await using var platform = await ControlledPlatform.StartAsync("records-open", "notifications-doubling");
        await platform.Resources.WaitForResourceHealthyAsync("gateway", TestContext.Current.CancellationToken);
        await platform.Resources.WaitForResourceHealthyAsync("gateway-dapr", TestContext.Current.CancellationToken);

        var (exitCode, output, errors) = await PlatformCommand.RunAsync(platform.State, "chaos", "run", "broker-outage", "--attach", "--json", "--count", "20");

        Assert.True(exitCode == 1 && output.Trim().Length > 0, errors);
        var report = JsonNode.Parse(output)!;
        Assert.False((bool)report["held"]!);
        Assert.False(Held(report, "no unauthorised answer"));
        Assert.False(Held(report, "no effect is doubled"));
        Assert.True(Held(report, "no effect is lost"));
        Assert.Equal(20, (int)report["notifications"]!["doubled"]!);
    }

    private static bool Held(JsonNode report, string invariant) =>
        (bool)report["invariants"]!.AsArray().Single(one => (string?)one!["name"] == invariant)!["held"]!;
}
