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

    /// <summary>The folder of a lab.</summary>
    public string Lab(int number) => Path.Combine(work.Path, $"{number}");

    /// <summary>Runs a line of shell and returns what a terminal would show.</summary>
    public async Task<(int ExitCode, string Output)> TypeAsync(string command)
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
        using var process = Process.Start(start)!;
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

    public async Task<(int ExitCode, string Output)> CheckAsync(int number) => await TypeAsync($"./platform lab check {number}");

    public async Task StartAsync(int number)
    {
        var (exitCode, output) = await TypeAsync($"./platform lab start {number}");
        Assert.True(exitCode == 0, output);
    }

    public void Dispose() => work.Dispose();
}
