using System.Diagnostics;

namespace Platform.Cli.Tests;

/// <summary>A built test program under <c>tests/</c>.</summary>
/// <param name="Name">The folder's name, for example <c>Rego.Tests</c>.</param>
/// <param name="Program">The absolute path of the executable.</param>
public sealed record TestAssembly(string Name, string Program)
{
    // Cheap ones first: a broken rule is told in seconds, not after the end-to-end runs.
    private static readonly string[] Order = ["Tidy.Tests", "Rego.Tests", "Policies.Tests", "Hosting.Tests", "Platform.Tests", "Browser.Tests", "EndToEnd.Tests", "Chaos"];

    /// <summary>The names of a checkout's test projects, in the order in which they are run.</summary>
    public static IReadOnlyList<string> Names(string root) =>
    [
        .. Directory.EnumerateDirectories(Path.Combine(root, "tests"))
            .Select(folder => Path.GetFileName(folder))
            .Where(name => name.EndsWith(".Tests", StringComparison.Ordinal) || name == "Chaos")
            .OrderBy(name => Array.IndexOf(Order, name) is var place and >= 0 ? place : Order.Length),
    ];

    /// <summary>The program that a test project was built to.</summary>
    /// <exception cref="FileNotFoundException">It is not built.</exception>
    public static TestAssembly Built(string root, string name, string configuration)
    {
        var program = Path.Combine(root, "tests", name, "bin", "Local", configuration, "net10.0", "Platform." + name);
        return File.Exists(program)
            ? new TestAssembly(name, program)
            : throw new FileNotFoundException($"{name} is not built; run ./platform test, or dotnet build Platform.sln", program);
    }

    /// <summary>Runs it, passing its output on, and reads the result file that it writes.</summary>
    public async Task<TestResult> RunAsync(IReadOnlyList<string> arguments, string resultsFolder, CancellationToken cancellation)
    {
        var report = Path.Combine(resultsFolder, Name + ".ctrf.json");
        File.Delete(report);
        var start = new ProcessStartInfo(Program, [.. arguments, "-noLogo", "-noColor", "-ctrf", report, "-jUnit", Path.Combine(resultsFolder, Name + ".junit.xml")])
        {
            WorkingDirectory = Path.GetDirectoryName(Program)!,
        };
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return TestResult.Read(Name, report, process.ExitCode, Stopwatch.GetElapsedTime(started));
    }
}
