using Platform.Hosting.Running;

namespace Platform.Hosting.RabbitMQ;

/// <summary>A private node as a child of this process, for tests and tools; the AppHost runs the same script as a resource.</summary>
public sealed class RabbitMqNode : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly AmqpProbe probe;
    private readonly ServerScript script;

    private RabbitMqNode(RabbitMqNodeOptions options, AmqpProbe probe)
    {
        Options = options;
        this.probe = probe;
        script = new ServerScript(options.Directory);
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
    public Task StartAsync(CancellationToken cancellation = default) =>
        script.StartAsync(probe.AnswersAsync, Patience, what => new RabbitMqNodeException($"the node {what}", LastLines()), cancellation);

    /// <summary>Kills the server without warning (SIGKILL) and waits until it is gone.</summary>
    public Task KillAsync() => script.KillAsync();

    /// <summary>Stops the server in order and waits until it is gone.</summary>
    public Task StopAsync() => script.StopAsync();

    /// <summary>The process id of the server itself, not of the script around it.</summary>
    public int ServerPid => script.ServerPid;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (script.Runs)
            await StopAsync();
        script.Dispose();
    }

    private string LastLines()
    {
        var log = $"{Options.Directory}/log/rabbit.log";
        return File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(20)) : "(it wrote no log)";
    }
}
