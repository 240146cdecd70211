using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Platform.Hosting.PostgreSQL;

/// <summary>A private server as a child of this process, for tests and tools; the AppHost runs the same script as a resource.</summary>
public sealed class PostgresNode : IAsyncDisposable
{
    private readonly PostgresProbe probe;
    private readonly StringBuilder log = new();
    private Process? script;

    private PostgresNode(PostgresNodeOptions options, PostgresProbe probe)
    {
        Options = options;
        this.probe = probe;
    }

    /// <summary>How it was started.</summary>
    public PostgresNodeOptions Options { get; }

    /// <summary>What it wrote to its log.</summary>
    public string Log
    {
        get
        {
            lock (log)
                return log.ToString();
        }
    }

    /// <summary>The process id of the server itself, not of the script around it.</summary>
    public int ServerPid => int.Parse(File.ReadAllText($"{Options.Directory}/pid"), CultureInfo.InvariantCulture);

    /// <summary>Starts a server and returns when it takes connections.</summary>
    /// <exception cref="PostgresMissingException">There is no server on this machine.</exception>
    /// <exception cref="InvalidOperationException">It ended or did not answer; the message holds its log.</exception>
    public static async Task<PostgresNode> StartAsync(PostgresNodeOptions options, PostgresProbe probe, CancellationToken cancellation = default)
    {
        PostgresNodeFiles.Write(options, PostgresInstallation.Require());
        var node = new PostgresNode(options, probe);
        try
        {
            await node.StartAsync(cancellation);
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it again after <see cref="StopAsync"/> or <see cref="KillAsync"/>, on the same data and port.</summary>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        script = Process.Start(new ProcessStartInfo("/bin/sh", [$"{Options.Directory}/run.sh"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PLATFORM_PARENT_PIPE"] = "stdin" },
        })!;
        script.OutputDataReceived += Keep;
        script.ErrorDataReceived += Keep;
        script.BeginOutputReadLine();
        script.BeginErrorReadLine();
        var started = Stopwatch.GetTimestamp();
        while (!await probe.AnswersAsync(cancellation))
        {
            if (script.HasExited || Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(60))
                throw new InvalidOperationException($"the server {(script.HasExited ? $"ended with {script.ExitCode}" : "did not answer within 60 s")}; its log:\n{Log}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellation);
        }
    }

    /// <summary>Kills the server without warning (SIGKILL) and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        using var server = Process.GetProcessById(ServerPid);
        server.Kill();
        await EndedAsync();
    }

    /// <summary>Stops the server in order and waits until it is gone.</summary>
    public async Task StopAsync()
    {
        script?.StandardInput.Close();
        await EndedAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (script is { HasExited: false })
            await StopAsync();
        script?.Dispose();
        script = null;
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (log)
            log.AppendLine(line.Data);
    }

    private async Task EndedAsync()
    {
        if (script is null)
            return;
        await script.WaitForExitAsync();
        script.Dispose();
        script = null;
    }
}
