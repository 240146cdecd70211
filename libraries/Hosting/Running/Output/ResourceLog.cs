using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Running;

/// <summary>The newest lines of one resource, secrets masked, and whoever follows them.</summary>
internal sealed class ResourceLog(SecretMask mask, Action<LogLine> written)
{
    private const int Kept = 5_000;

    private readonly Lock _gate = new();
    private readonly Queue<LogLine> _lines = new();
    private readonly List<Channel<LogLine>> _watchers = [];
    private int _number;
    private bool _completed;

    public void Write(string content, bool isError)
    {
        LogLine line;
        lock (_gate)
        {
            line = new LogLine(++_number, mask.Apply(content), isError);
            _lines.Enqueue(line);
            if (_lines.Count > Kept)
            {
                _lines.Dequeue();
            }

            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryWrite(line);
            }
        }

        written(line);
    }

    public LogLine[] Lines()
    {
        lock (_gate)
        {
            return [.. _lines];
        }
    }

    public LogLine[] Last(int count)
    {
        lock (_gate)
        {
            return [.. _lines.TakeLast(count)];
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _lines.Clear();
        }
    }

    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            _watchers.ForEach(watcher => watcher.Writer.TryComplete());
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateUnbounded<LogLine>(new() { SingleReader = true });
        LogLine[] now;
        lock (_gate)
        {
            now = [.. _lines];
            _watchers.Add(channel);
            if (_completed)
            {
                channel.Writer.TryComplete();
            }
        }

        try
        {
            if (now.Length > 0)
            {
                yield return now;
            }

            while (await channel.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var batch = new List<LogLine>();
                while (channel.Reader.TryRead(out var line))
                {
                    batch.Add(line);
                }

                yield return batch;
            }
        }
        finally
        {
            lock (_gate)
            {
                _watchers.Remove(channel);
            }
        }
    }
}
