using System.Diagnostics;
using Platform.Testing;

namespace Platform.Rego.Tests.CommandLine;

/// <summary><c>./platform rego …</c> as a person runs it: a process with its output and exit code.</summary>
internal sealed record RegoProcess(int ExitCode, string Output, string Errors)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly string Program = Path.Combine(
        RepositoryRoot.Path, "cli", "bin", "Local", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "Platform.Cli");

    /// <summary>Runs it in a folder to its end.</summary>
    public static Task<RegoProcess> RunAsync(string folder, params string[] arguments) => RunAsync(folder, "", arguments);

    /// <summary>The same with a standard input.</summary>
    public static async Task<RegoProcess> RunAsync(string folder, string input, string[] arguments)
    {
        var start = new ProcessStartInfo(Program, ["rego", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder,
        };
        using var process = Process.Start(start)!;
        try
        {
            var cancellation = TestContext.Current.CancellationToken;
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellation).WaitAsync(Patience, cancellation);
            return new RegoProcess(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
