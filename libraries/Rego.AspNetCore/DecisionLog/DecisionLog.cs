using System.Security.Cryptography;
using System.Threading.Channels;
using Platform.Rego.Values;
using Platform.Spool;

namespace Platform.Rego.AspNetCore;

/// <summary>
/// The log of this process's decisions: a bounded queue that a decision never waits for, masked by the revision that decided, then a durable spool for
/// whoever ships it. What finds no room, in the queue or in the spool, is counted, and the next event says how many.
/// </summary>
public sealed class DecisionLog : IAsyncDisposable
{
    private const int QueueMax = 8192;
    private const int GroupMax = 256;
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(50);

    private readonly Channel<LoggedDecision> queue = Channel.CreateBounded<LoggedDecision>(new BoundedChannelOptions(QueueMax) { SingleReader = true });
    private readonly DurableSpool<DecisionEvent> spool;
    private readonly IReadOnlyDictionary<string, string> labels;
    private readonly string pseudonymKey;
    private readonly CancellationTokenSource closing = new();
    private readonly Task writing;
    private long lost;

    private DecisionLog(DurableSpool<DecisionEvent> spool, IReadOnlyDictionary<string, string> labels, string pseudonymKey)
    {
        (this.spool, this.labels, this.pseudonymKey) = (spool, labels, pseudonymKey);
        writing = Task.Run(WriteAsync);
    }

    /// <summary>The spool, for whoever ships the events.</summary>
    public DurableSpool<DecisionEvent> Spool => spool;

    /// <summary>Opens the log of a process.</summary>
    /// <param name="options">Where, and how large.</param>
    /// <param name="labels">Who decides.</param>
    /// <exception cref="SpoolException">The spool cannot be opened.</exception>
    public static DecisionLog Open(SpoolOptions options, IReadOnlyDictionary<string, string> labels)
    {
        var opened = DurableSpool<DecisionEvent>.Open(options, DecisionEventJson.Default.DecisionEvent);
        return new(opened, labels, Key(options.Directory + ".key"));
    }

    internal void Record(LoggedDecision decision)
    {
        if (!queue.Writer.TryWrite(decision))
        {
            Lose(1);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await closing.CancelAsync();
        await writing;
        await spool.DisposeAsync();
        closing.Dispose();
    }

    private async Task WriteAsync()
    {
        var group = new List<Task<long>>();
        while (await queue.Reader.WaitToReadAsync())
        {
            // Gathering makes one flush of many: the disk is the audit's first.
            await Task.Delay(Gather, closing.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            group.Clear();
            while (group.Count < GroupMax && queue.Reader.TryRead(out var decision))
            {
                Append(group, decision);
            }

            foreach (var append in group)
            {
                try
                {
                    await append;
                }
                catch (SpoolException)
                {
                    Lose(1);
                }
            }
        }
    }

    private void Append(List<Task<long>> group, LoggedDecision decision)
    {
        var counted = Interlocked.Exchange(ref lost, 0);
        try
        {
            group.Add(spool.AppendAsync(Event(decision) with { Lost = counted }));
        }
        catch (SpoolException)
        {
            Interlocked.Add(ref lost, counted);
            Lose(1);
        }
    }

    private DecisionEvent Event(LoggedDecision decision)
    {
        var result = decision.Output is { } json ? Val.Parse(json) : Val.Undefined;
        var logged = new ObjectBuilder().Set("decision_id", decision.Id).Set("input", Val.Parse(decision.Input.Span)).Set("result", result).Build();
        var masked = decision.Mask.Apply(logged, pseudonymKey);
        return new DecisionEvent
        {
            Labels = labels,
            DecisionId = decision.Id,
            TraceId = decision.TraceId,
            Bundles = new Dictionary<string, BundleRevision> { ["platform"] = new(decision.Revision) },
            Input = masked.Member("input"),
            Result = masked.Member("result"),
            Error = decision.Error,
            Timestamp = decision.Time,
            Metrics = new Dictionary<string, long> { ["timer_rego_query_eval_ns"] = (long)decision.Took.TotalNanoseconds },
            Erased = masked.Erased,
            Masked = masked.Masked,
        };
    }

    private void Lose(long decisions)
    {
        Interlocked.Add(ref lost, decisions);
        PolicyMetrics.LogLost(decisions);
    }

    private static string Key(string file)
    {
        if (File.Exists(file))
        {
            return File.ReadAllText(file);
        }

        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(file, options);
        writer.Write(key);
        return key;
    }
}

/// <summary>A decision on its way to the log; in memory only, and not masked yet.</summary>
internal sealed record LoggedDecision(
    string Id, string TraceId, string Revision, LogMask Mask, ReadOnlyMemory<byte> Input, string? Output, string? Error, DateTimeOffset Time, TimeSpan Took);
