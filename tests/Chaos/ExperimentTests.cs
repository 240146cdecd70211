using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Platform.Chaos.Fixtures;
using Platform.EndToEnd.Tests;
using Platform.Testing;

namespace Platform.Chaos;

// Explicit, until their verdicts are the same on every machine: `Platform.Chaos -explicit only` runs them.
public sealed class Experiment(RunningUp up) : IClassFixture<RunningUp>
{
    private const int Interrupt = 2;

    [Fact(Explicit = true)]
    public async Task Kills_each_process_under_load_and_every_referral_leads_to_one_notification()
    {
        var (exitCode, report, errors) = await up.RunAsync("kill-each", "--count", "300", "--rate", "15");
        AssertHeld(exitCode, report, errors, 300);
        var killed = report["injections"]!.AsArray().Select(injection => (string)injection!["resource"]!).ToHashSet();
        Assert.Superset(
            new HashSet<string> { "identity", "policy", "messaging", "records", "records-dapr", "referrals", "referrals-dapr", "notifications", "notifications-dapr", "gateway", "gateway-dapr" },
            killed);
    }

    [Theory(Explicit = true)]
    [InlineData("broker-outage")]
    [InlineData("consumer-killed")]
    [InlineData("policy-server-down")]
    public async Task Holds_and_leaves_everything_healthy(string experiment)
    {
        var (exitCode, report, errors) = await up.RunAsync(experiment, "--count", "40");
        AssertHeld(exitCode, report, errors, 40);
        Assert.Empty(await up.UnhealthyAsync());
    }

    [Fact(Explicit = true)]
    public async Task Puts_right_what_it_broke_when_it_is_interrupted()
    {
        using var chaos = PlatformCommand.Start(up.State, "chaos", "run", "broker-outage", "--attach", "--json", "--count", "400", "--rate", "20");
        await Eventually.True(() => chaos.Process.HasExited || chaos.Errors.Contains("messaging is down", StringComparison.Ordinal), "the broker is down", TimeSpan.FromMinutes(1));
        Assert.False(chaos.Process.HasExited, chaos.Errors);

        Assert.Equal(0, Kill(chaos.Process.Id, Interrupt));

        Assert.Equal(1, await chaos.ExitAsync());
        Assert.Empty(await up.UnhealthyAsync());
    }

    private static void AssertHeld(int exitCode, JsonNode report, string errors, int count)
    {
        Assert.True(exitCode == 0, report.ToJsonString() + Environment.NewLine + errors);
        Assert.True((bool)report["held"]!);
        var told = report["notifications"]!;
        Assert.Equal((count, count, 0, 0), ((int)told["expected"]!, (int)told["delivered"]!, (int)told["doubled"]!, (int)told["lost"]!));
        Assert.NotEmpty(report["injections"]!.AsArray());
        Assert.All(report["injections"]!.AsArray(), injection => Assert.NotNull(injection!["recoveredAfterMs"]));
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int pid, int signal);
}
