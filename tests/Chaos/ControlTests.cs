using System.Text.Json.Nodes;
using Platform.Chaos.Fixtures;
using Platform.EndToEnd.Tests;

namespace Platform.Chaos;

/// <summary>What an experiment watches, it must be able to see: here there is something.</summary>
public sealed class Control
{
    private const int Count = 20;

    [Fact]
    public async Task A_service_that_fails_open_and_one_that_acts_twice_make_an_experiment_fail_naming_both()
    {
        var report = await FailedAsync("records-open", "notifications-doubling");

        Assert.False(ChaosCommand.Held(report, "no unauthorised answer"));
        Assert.False(ChaosCommand.Held(report, "no effect is doubled"));
        Assert.True(ChaosCommand.Held(report, "no effect is lost"));
        Assert.Equal(Count, (int)report["notifications"]!["doubled"]!);
    }

    [Fact]
    public async Task A_service_that_confirms_a_message_and_forgets_it_makes_an_experiment_fail_counting_what_is_lost()
    {
        var report = await FailedAsync("notifications-dropping");

        Assert.True(ChaosCommand.Held(report, "no unauthorised answer"));
        Assert.False(ChaosCommand.Held(report, "no effect is lost"));
        var told = report["notifications"]!;
        Assert.Equal((0, (int)told["expected"]!), ((int)told["delivered"]!, (int)told["lost"]!));
        Assert.NotEqual(0, (int)told["expected"]!);
    }

    private static async Task<JsonNode> FailedAsync(params string[] controls)
    {
        await using var platform = await ControlledPlatform.StartAsync(controls);
        foreach (var last in new[] { "gateway", "gateway-dapr", "notifications", "notifications-dapr" })
            await platform.Resources.WaitForResourceHealthyAsync(last, TestContext.Current.CancellationToken);

        var (exitCode, report, errors) = await ChaosCommand.RunAsync(platform.State, "broker-outage", "--attach", "--count", $"{Count}");

        Assert.True(exitCode == 1, errors);
        Assert.False((bool)report["held"]!);
        return report;
    }
}
