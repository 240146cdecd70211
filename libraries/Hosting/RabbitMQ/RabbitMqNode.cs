using System.Diagnostics;
using System.Globalization;

namespace Platform.Hosting.RabbitMQ;

/// <summary>A private node as a child of this process, for tests and tools; the AppHost runs the same script as a resource.</summary>
public sealed class RabbitMqNode : IAsyncDisposable
{
    private readonly AmqpProbe probe;
    private Process? script;

    private RabbitMqNode(RabbitMqNodeOptions options, AmqpProbe probe)
    {
        Options = options;
        this.probe = probe;
    }

    /// <summary>How it was started.</summary>
    public RabbitMqNodeOptions Options { get; }

    /// <summary>Writes the node's files, starts it and returns when it answers AMQP.</summary>
    /// <exception cref="RabbitMqMissingException">There is no server on this machine.</exception>
    /// <exception cref="RabbitMqNodeException">It ended or did not answer; the message holds its last log lines.</exception>
    public static async Task<RabbitMqNode> StartAsync(RabbitMqNodeOptions options, AmqpProbe probe, CancellationToken cancellation = default)
    {
        RabbitMqNodeFiles.Write(options, RabbitMqInstallation.Require());
        var node = new RabbitMqNode(options, probe);
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

    /// <summary>Starts it again after <see cref="StopAsync"/> or <see cref="KillAsync"/>, on the same data and the same ports.</summary>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        script = Process.Start(new ProcessStartInfo("/bin/sh", [$"{Options.Directory}/run.sh"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PLATFORM_PARENT_PIPE"] = "stdin" },
        })!;
        script.OutputDataReceived += (_, _) => { };
        script.ErrorDataReceived += (_, _) => { };
        script.BeginOutputReadLine();
        script.BeginErrorReadLine();
        var started = Stopwatch.GetTimestamp();
        while (!await probe.AnswersAsync(cancellation))
        {
            if (script.HasExited || Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(90))
                throw new RabbitMqNodeException(script.HasExited ? $"the node ended with {script.ExitCode}" : "the node did not answer within 90 s", LastLines());
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
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

    /// <summary>The process id of the server itself, not of the script around it.</summary>
    public int ServerPid => int.Parse(File.ReadAllText($"{Options.Directory}/pid"), CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (script is { HasExited: false })
            await StopAsync();
        script?.Dispose();
        script = null;
    }

    private async Task EndedAsync()
    {
        if (script is null)
            return;
        await script.WaitForExitAsync();
        script.Dispose();
        script = null;
    }

    private string LastLines()
    {
        var log = $"{Options.Directory}/log/rabbit.log";
        return File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(20)) : "(it wrote no log)";
    }
}
