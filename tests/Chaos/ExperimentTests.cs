using System.Runtime.InteropServices;
using Platform.Chaos.Fixtures;
using Platform.EndToEnd.Tests;
using Platform.Testing;

namespace Platform.Chaos;

// Explicit for their time alone: `kill-each` breaks all of this in every run of the tests. `Platform.Chaos -explicit only` runs them.
public sealed class Experiment(RunningUp up) : IClassFixture<RunningUp>
{
    private const int Interrupt = 2;

    [Theory(Explicit = true)]
    [InlineData("broker-outage")]
    [InlineData("consumer-killed")]
    [InlineData("policy-server-down")]
    public async Task Holds_and_leaves_everything_healthy(string experiment)
    {
        ChaosCommand.AssertHeld(await up.RunAsync(experiment, "--count", "40"), 40);
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

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int pid, int signal);
}
