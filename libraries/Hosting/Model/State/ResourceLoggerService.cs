using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Platform.Hosting.Running;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The logs of all resources: what their processes print, and what is said about them.</summary>
public class ResourceLoggerService : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new(StringComparer.OrdinalIgnoreCase);
    private readonly SecretMask _mask;

    internal ResourceLoggerService(SecretMask mask) => _mask = mask;

    internal event Action<string, LogLine>? Written;

    /// <summary>Writes into the log of a resource.</summary>
    public ILogger GetLogger(IResource resource) => GetLogger(resource.Name);

    /// <summary>Writes into the log of a resource.</summary>
    public ILogger GetLogger(string resourceName) => new ResourceLogger(Log(resourceName));

    /// <summary>What the log holds now, then every batch of lines that is added.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource) => WatchAsync(resource.Name);

    /// <summary>What the log holds now, then every batch of lines that is added.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(
        string resourceName, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var lines in Log(resourceName).WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return lines;
        }
    }

    /// <summary>What the log holds now.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield return Log(resourceName).Lines();
    }

    /// <summary>Ends the log: whoever watches it is done.</summary>
    public void Complete(IResource resource) => Complete(resource.Name);

    /// <summary>Ends the log: whoever watches it is done.</summary>
    public void Complete(string resourceName) => Log(resourceName).Complete();

    /// <summary>Forgets the lines written so far.</summary>
    public void ClearBacklog(string resourceName) => Log(resourceName).Clear();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var log in _logs.Values)
        {
            log.Complete();
        }

        GC.SuppressFinalize(this);
    }

    internal ResourceLog Log(string resourceName)
        => _logs.GetOrAdd(resourceName, name => new ResourceLog(_mask, line => Written?.Invoke(name, line)));
}

/// <summary>One line of a log, numbered from 1.</summary>
public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);
