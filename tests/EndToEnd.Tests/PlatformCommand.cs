using System.Diagnostics;
using System.Text;
using Platform.Testing;

namespace Platform.EndToEnd.Tests;

/// <summary>The command line as a person runs it: a process with its output and exit code.</summary>
public sealed class PlatformCommand : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();

    private PlatformCommand(Process process)
    {
        Process = process;
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Process Process { get; }

    public string Output => Kept(output);

    public string Errors => Kept(errors);

    /// <summary>Starts it on a state folder.</summary>
    public static PlatformCommand Start(string state, params string[] arguments) => Start(state, new Dictionary<string, string>(), arguments);

    /// <summary>Starts it on a state folder, with variables of its own.</summary>
    public static PlatformCommand Start(string state, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(Program("cli", "Platform.Cli"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["PLATFORM_STATE"] = state;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new PlatformCommand(Process.Start(start)!);
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string state, params string[] arguments)
    {
        using var command = Start(state, arguments);
        var exitCode = await command.ExitAsync();
        return (exitCode, command.Output, command.Errors);
    }

    /// <summary>Waits for its end.</summary>
    /// <param name="patience">Default five minutes.</param>
    public async Task<int> ExitAsync(TimeSpan? patience = null)
    {
        await Process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(patience ?? Patience, TestContext.Current.CancellationToken);
        return Process.ExitCode;
    }

    /// <summary>A built program of the repository.</summary>
    public static string Program(string project, string name) =>
        Path.Combine(RepositoryRoot.Path, project, "bin", "Local", Configuration, "net10.0", name);

    /// <summary>The configuration that the tests were built with, which is the platform's too.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public void Dispose()
    {
        if (!Process.HasExited)
            Process.Kill(entireProcessTree: true);
        Process.Dispose();
    }

    private static void Keep(StringBuilder text, string? line)
    {
        lock (text)
            text.AppendLine(line);
    }

    private static string Kept(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }
}
