using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Platform.Testing;

namespace Platform.EndToEnd.Tests;

public sealed class Up
{
    private const int Interrupt = 2;
    private static readonly TimeSpan ToStart = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Refuses_a_second_platform_on_its_state_and_leaves_nothing_after_Ctrl_C()
    {
        using var state = new TemporaryDirectory();
        using var up = PlatformCommand.Start(state.Path, "up", "--json", "--port", "gateway=0", "--port", "identity=0", "--port", "dashboard=0");
        var processes = await HealthyAsync(state.Path, up);

        var (exitCode, output, errors) = await PlatformCommand.RunAsync(state.Path, "up", "--json", "--port", "gateway=0", "--port", "identity=0", "--port", "dashboard=0");
        Assert.Equal(4, exitCode);
        Assert.Contains("already running", output + errors, StringComparison.Ordinal);

        (exitCode, output, errors) = await PlatformCommand.RunAsync(state.Path, "probe", "--json");
        Assert.True(exitCode == 0, output + errors);
        var ports = JsonNode.Parse(output)!["ports"]!.AsArray();
        Assert.Contains(ports, port => (string)port!["process"]! == "messaging" && (string)port["class"]! == "epmd");
        Assert.All(["identity", "policy", "ledger", "records", "records-dapr", "gateway", "apphost"], process => Assert.Contains(ports, port => (string)port!["process"]! == process));

        // The platform has probed itself, too; both are on record, and neither found a door open.
        var runs = Path.Combine(state.Path, "prober", "runs.jsonl");
        await Eventually.True(() => File.ReadAllLines(runs).Length == 2, "both probes are recorded");
        Assert.All(File.ReadAllLines(runs), run => Assert.True((int)JsonNode.Parse(run)!["refused"]! > 50 && (int)JsonNode.Parse(run)!["open"]! == 0, run));
        (exitCode, output, errors) = await PlatformCommand.RunAsync(state.Path, "exposures");
        Assert.True(exitCode == 0, output + errors);

        Assert.Equal(0, Kill(up.Process.Id, Interrupt));
        Assert.Equal(0, await up.ExitAsync());
        AssertGone(processes);
    }

    [Fact]
    public async Task Leaves_no_process_when_its_AppHost_is_killed()
    {
        using var state = new TemporaryDirectory();
        using var up = PlatformCommand.Start(state.Path, "up", "--json", "--port", "gateway=0", "--port", "identity=0", "--port", "dashboard=0");
        var processes = await HealthyAsync(state.Path, up);
        var appHost = (int)JsonNode.Parse(File.ReadAllText(Path.Combine(state.Path, "apphost", "api.json")))!["pid"]!;

        using (var process = Process.GetProcessById(appHost))
            process.Kill();

        Assert.NotEqual(0, await up.ExitAsync());
        await Eventually.True(() => processes.All(pid => !IsAlive(pid)), "all processes of the platform are gone");
    }

    private static async Task<IReadOnlyList<int>> HealthyAsync(string state, PlatformCommand up)
    {
        await Eventually.True(() => up.Process.HasExited || up.Output.Contains("\"event\":\"healthy\"", StringComparison.Ordinal), "the platform is healthy", ToStart);
        Assert.False(up.Process.HasExited, up.Errors);
        var (exitCode, output, errors) = await PlatformCommand.RunAsync(state, "ps", "--json");
        Assert.True(exitCode == 0, errors);
        var pids = JsonNode.Parse(output)!.AsArray().Select(resource => (int?)resource!["pid"]).OfType<int>().ToList();
        Assert.True(pids.Count >= 8, $"only {pids.Count} processes");
        Assert.All(pids, pid => Assert.True(IsAlive(pid)));
        return pids;
    }

    private static void AssertGone(IEnumerable<int> processes) => Assert.DoesNotContain(processes, IsAlive);

    // A process that nobody has waited for yet is dead all the same.
    private static bool IsAlive(int pid)
    {
        try
        {
            return !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException or IOException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int pid, int signal);
}
