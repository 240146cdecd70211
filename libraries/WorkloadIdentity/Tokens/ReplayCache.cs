using System.Collections.Concurrent;

namespace Platform.WorkloadIdentity;

/// <summary>Remembers the proofs that were seen while they could still be replayed. Bounded: when full it says so instead of forgetting.</summary>
public sealed class ReplayCache(TimeProvider clock, int capacity = ReplayCache.DefaultCapacity)
{
    /// <summary>How many proofs are remembered unless told otherwise.</summary>
    public const int DefaultCapacity = 200_000;

    private static readonly TimeSpan s_sweepInterval = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, long> _seen = new(StringComparer.Ordinal);
    private long _nextSweep;
    private int _count;

    /// <summary>Created by the container.</summary>
    public ReplayCache(TimeProvider clock) : this(clock, DefaultCapacity)
    {
    }

    /// <summary>Null when the proof is new and now remembered; otherwise why it must be refused.</summary>
    public TokenRefusalReason? TryUse(string keyThumbprint, string proofId, DateTimeOffset until)
    {
        Sweep();
        if (Volatile.Read(ref _count) >= capacity)
        {
            return TokenRefusalReason.ReplayCacheFull;
        }

        if (!_seen.TryAdd($"{keyThumbprint}.{proofId}", until.UtcTicks))
        {
            return TokenRefusalReason.ProofReplayed;
        }

        Interlocked.Increment(ref _count);
        return null;
    }

    private void Sweep()
    {
        var now = clock.GetUtcNow().UtcTicks;
        var due = Volatile.Read(ref _nextSweep);
        if (now < due || Interlocked.CompareExchange(ref _nextSweep, now + s_sweepInterval.Ticks, due) != due)
        {
            return;
        }

        foreach (var (key, until) in _seen)
        {
            if (until < now && _seen.TryRemove(key, out _))
            {
                Interlocked.Decrement(ref _count);
            }
        }
    }
}
