using System.Text;
using Platform.Hosting.Running;

namespace Platform.Hosting.PostgreSQL;

/// <summary>A private server as a child of this process, for tests and tools; the AppHost runs the same script as a resource.</summary>
public sealed class PostgresNode : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly PostgresProbe probe;
    private readonly StringBuilder log = new();
    private readonly ServerScript script;

    private PostgresNode(PostgresNodeOptions options, PostgresProbe probe)
    {
        Options = options;
        this.probe = probe;
        script = new ServerScript(options.Directory, Keep);
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
    public int ServerPid => script.ServerPid;

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
    public Task StartAsync(CancellationToken cancellation = default) =>
        script.StartAsync(probe.AnswersAsync, Patience, what => new InvalidOperationException($"the server {what}; its log:\n{Log}"), cancellation);

    /// <summary>Kills the server without warning (SIGKILL) and waits until it is gone.</summary>
    public Task KillAsync() => script.KillAsync();

    /// <summary>Stops the server in order and waits until it is gone.</summary>
    public Task StopAsync() => script.StopAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (script.Runs)
            await StopAsync();
        script.Dispose();
    }

    private void Keep(string line)
    {
        lock (log)
            log.AppendLine(line);
    }
}
