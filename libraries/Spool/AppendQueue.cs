using System.Threading.Channels;

namespace Platform.Spool;

/// <summary>Collects appends from many threads and hands them to the log in groups, one flush for each group.</summary>
internal sealed class AppendQueue : IAsyncDisposable
{
    private const int GroupBytesMax = 1 << 20;

    private readonly Channel<Pending> waiting = Channel.CreateUnbounded<Pending>(new() { SingleReader = true });
    private readonly SpoolLog log;
    private readonly long bytesMax;
    private readonly Task writing;
    private long pendingBytes;

    public AppendQueue(SpoolLog log, long bytesMax)
    {
        this.log = log;
        this.bytesMax = bytesMax;
        pendingBytes = log.PendingBytes;
        writing = Task.Factory.StartNew(Write, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
    }

    public long PendingBytes => Interlocked.Read(ref pendingBytes);

    public bool Accepting => !log.Damaged && !writing.IsCompleted && PendingBytes < bytesMax;

    public Task<long> AppendAsync(byte[] payload)
    {
        var bytes = Frame.HeaderBytes + payload.Length;
        if (Interlocked.Add(ref pendingBytes, bytes) > bytesMax)
        {
            Release(bytes);
            log.CountLoss(1);
            throw new SpoolFullException(log.Directory, bytesMax);
        }

        var pending = new Pending(payload, new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (!waiting.Writer.TryWrite(pending))
        {
            Release(bytes);
            throw new SpoolException($"the spool {log.Directory} is closed");
        }

        return pending.Done.Task;
    }

    public void Release(long bytes) => Interlocked.Add(ref pendingBytes, -bytes);

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await writing;
    }

    private async Task Write()
    {
        var group = new List<Pending>();
        while (await waiting.Reader.WaitToReadAsync())
        {
            group.Clear();
            var bytes = 0;
            while (bytes < GroupBytesMax && waiting.Reader.TryRead(out var next))
            {
                group.Add(next);
                bytes += Frame.HeaderBytes + next.Payload.Length;
            }

            Commit(group, bytes);
        }
    }

    private void Commit(List<Pending> group, int bytes)
    {
        try
        {
            var first = log.Append(group.ConvertAll(pending => pending.Payload));
            for (var i = 0; i < group.Count; i++)
            {
                group[i].Done.SetResult(first + i);
            }
        }
        catch (Exception e)
        {
            // Whatever it is, each caller must hear of it: one that waits for ever is worse than one that is refused.
            Release(bytes);
            log.CountLoss(group.Count);
            foreach (var pending in group)
            {
                pending.Done.SetException(new SpoolException($"the spool {log.Directory} could not be written: {e.Message}", e));
            }
        }
    }

    private sealed record Pending(byte[] Payload, TaskCompletionSource<long> Done);
}
