using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Platform.Hosting.Tests.Dummy;

/// <summary>An AppHost in a process of its own; it is stopped at the end of the test at the latest.</summary>
internal sealed class AppHostProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly StringBuilder _output = new();

    public AppHostProcess(string scenario, TemporaryDirectory folder, params string[] settings)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["app-host", scenario, $"--Folder={folder.Path}", .. settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder.Path,
        };
        start.Environment["PLATFORM_STATE"] = folder["state"];
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        ApiFile = folder["state/apphost/api.json"];
    }

    public int Id => _process.Id;

    public string ApiFile { get; }

    public string Errors => Read(_errors);

    public string Output => Read(_output);

    public async Task<int> ExitCodeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public Task HealthyAsync() => Eventually.True(
        () => Output.Contains("All resources are healthy", StringComparison.Ordinal) || _process.HasExited, "the AppHost is healthy");

    public void Kill() => Signal("KILL");

    public void Signal(string name) => Process.Start("kill", [$"-{name}", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();

    public JsonElement Api() => JsonDocument.Parse(File.ReadAllText(ApiFile)).RootElement;

    public void Dispose()
    {
        // It ends its resources itself, so that none of them still writes in the folder of the test.
        if (!_process.HasExited)
        {
            Signal("TERM");
            if (!_process.WaitForExit(TimeSpan.FromSeconds(30)))
            {
                _process.Kill();
                _process.WaitForExit();
            }
        }

        _process.Dispose();
    }

    private static void Append(StringBuilder to, string? line)
    {
        lock (to)
        {
            to.AppendLine(line);
        }
    }

    private static string Read(StringBuilder from)
    {
        lock (from)
        {
            return from.ToString();
        }
    }
}
