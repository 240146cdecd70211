using System.Diagnostics;
using System.Text;
using Platform.Testing;

namespace Platform.EndToEnd.Tests.Workshop;

/// <summary>Somebody who types a page's commands: in the repository, with a folder of work and a state of their own.</summary>
public sealed class Attendee(string state) : IDisposable
{
    private const string WorkOnPages = "labs-work";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private readonly TemporaryDirectory work = new();
    private readonly List<Process> running = [];

    /// <summary>The folder of a lab.</summary>
    public string Lab(int number) => Path.Combine(work.Path, $"{number}");

    /// <summary>Runs a line of shell and returns what a terminal would show.</summary>
    public async Task<(int ExitCode, string Output)> TypeAsync(string command)
    {
        using var process = Begin(command);
        process.StandardInput.Close();
        var output = new StringBuilder();
        try
        {
            using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            late.CancelAfter(Patience);
            while (await process.StandardOutput.ReadLineAsync(late.Token) is { } line)
                output.Append(line.Replace(work.Path, WorkOnPages, StringComparison.Ordinal)).Append('\n');
            await process.WaitForExitAsync(late.Token);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }

        return (process.ExitCode, output.ToString());
    }

    /// <summary>Starts what runs on in a terminal of its own, and waits until it has shown what the page shows.</summary>
    public async Task LeaveRunningAsync(PageCommand command)
    {
        var process = Begin("exec " + command.Command);
        running.Add(process);
        var output = new StringBuilder();
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(Patience);
        while (command.Difference(output.ToString()) is { } difference)
        {
            var line = await process.StandardOutput.ReadLineAsync(late.Token);
            Assert.True(line is not null, difference);
            output.Append(line.Replace(work.Path, WorkOnPages, StringComparison.Ordinal)).Append('\n');
        }
    }

    public async Task<(int ExitCode, string Output)> CheckAsync(int number) => await TypeAsync($"./platform lab check {number}");

    public async Task StartAsync(int number)
    {
        var (exitCode, output) = await TypeAsync($"./platform lab start {number}");
        Assert.True(exitCode == 0, output);
    }

    public void Dispose()
    {
        foreach (var process in running)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }

        work.Dispose();
    }

    private Process Begin(string command)
    {
        var start = new ProcessStartInfo("bash", ["-c", command.Replace(WorkOnPages, work.Path, StringComparison.Ordinal) + " 2>&1"])
        {
            WorkingDirectory = RepositoryRoot.Path,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        start.Environment["PLATFORM_STATE"] = state;
        start.Environment["PLATFORM_LABS"] = work.Path;
        start.Environment["PLATFORM_NO_BUILD"] = "1";
        return Process.Start(start)!;
    }
}
