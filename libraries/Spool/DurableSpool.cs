using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Platform.Spool;

/// <summary>
/// An append-only queue on disk. An append returns after the record has been flushed to the disk; appends that arrive together share one flush.
/// It holds a bounded number of bytes, counts what it had to refuse, and tolerates a torn tail after a crash. Safe for many threads, one process.
/// </summary>
/// <typeparam name="T">The record, written as JSON.</typeparam>
public sealed class DurableSpool<T> : IAsyncDisposable
{
    private readonly JsonTypeInfo<T> type;
    private readonly SpoolOptions options;
    private readonly SpoolLog log;
    private readonly AppendQueue queue;

    private DurableSpool(SpoolOptions options, JsonTypeInfo<T> type, SpoolLog log)
    {
        this.options = options;
        this.type = type;
        this.log = log;
        queue = new AppendQueue(log, options.BytesMax);
    }

    /// <summary>Whether a record of ordinary size would be taken now: there is room, and the last write reached the disk.</summary>
    public bool Accepting => queue.Accepting;

    /// <summary>Records refused or destroyed in the life of this spool, over restarts.</summary>
    public long Lost => log.Lost;

    /// <summary>Bytes that are not acknowledged.</summary>
    public long PendingBytes => queue.PendingBytes;

    /// <summary>Sequence of the last durable record; 0 before the first.</summary>
    public long LastSequence => log.Durable;

    /// <summary>Everything up to this sequence has been acknowledged.</summary>
    public long Acknowledged => log.Acknowledged;

    /// <summary>Opens or creates a spool and repairs what a crash left behind.</summary>
    /// <param name="options">Where, and how large.</param>
    /// <param name="type">How a record is written.</param>
    /// <exception cref="SpoolException">Another process has it open, or a file in the folder is not a spool's.</exception>
    public static DurableSpool<T> Open(SpoolOptions options, JsonTypeInfo<T> type) => new(options, type, SpoolLog.Open(options));

    /// <summary>Appends a record and returns its sequence when it is on disk.</summary>
    /// <exception cref="SpoolFullException">There is no room; the record is counted as lost.</exception>
    /// <exception cref="SpoolException">The record is too large, or the disk did not take it; it is counted as lost.</exception>
    public Task<long> AppendAsync(T value)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(value, type);
        if (payload.Length > options.RecordBytesMax)
        {
            log.CountLoss(1);
            throw new SpoolException($"a record of {payload.Length} bytes is larger than {options.RecordBytesMax}");
        }

        return queue.AppendAsync(payload);
    }

    /// <summary>The oldest records that are not acknowledged, in order. Reading removes nothing.</summary>
    /// <param name="recordsMax">At most this many.</param>
    /// <exception cref="SpoolException">A durable record cannot be read back.</exception>
    public IReadOnlyList<SpoolRecord<T>> Read(int recordsMax) =>
    [
        .. log.Read(recordsMax).Select(frame => new SpoolRecord<T>(
            frame.Sequence,
            frame.Lost,
            JsonSerializer.Deserialize(frame.Payload.Span, type) ?? throw new SpoolException($"record {frame.Sequence} is null"))),
    ];

    /// <summary>Says that everything up to a sequence has been shipped; its space is free for new records.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The sequence has not been appended.</exception>
    public void Acknowledge(long sequence) => queue.Release(log.Acknowledge(sequence));

    /// <summary>Flushes what has been appended and closes the files.</summary>
    public async ValueTask DisposeAsync()
    {
        await queue.DisposeAsync();
        log.Dispose();
    }
}
