using System.Collections.Concurrent;

namespace Platform.Cli.Chaos.Load;

/// <summary>
/// Submits referrals, each until it is certain that it was accepted: what failed, or whose outcome is unknown, is sent again with the same ids, and an
/// answer that calls it a duplicate says that it had been accepted. An experiment allows them in steps.
/// </summary>
internal sealed class ReferralLoad(int count, int rate, Func<int, Submission> make, Func<Submission, CancellationToken, Task<Attempted>> attempt, TimeProvider clock)
{
    /// <summary>So many may be in trouble before new ones are held back.</summary>
    private const int TroubledMax = 2 * ChaosOptions.Concurrency;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(300);
    private readonly SemaphoreSlim asking = new(ChaosOptions.Concurrency, ChaosOptions.Concurrency);
    private readonly ConcurrentQueue<Attempted> attempts = new();
    private int allowed;
    private int begun;
    private int accepted;
    private int troubled;

    public int Count { get; } = count;

    public int Begun => Volatile.Read(ref begun);

    public int Accepted => Volatile.Read(ref accepted);

    /// <summary>Every attempt so far.</summary>
    public IReadOnlyCollection<Attempted> Attempts => attempts;

    /// <summary>Lets it submit up to this many in all.</summary>
    public void Allow(int upTo)
    {
        if (upTo > Volatile.Read(ref allowed))
            Volatile.Write(ref allowed, Math.Min(upTo, Count));
    }

    /// <exception cref="ChaosException">For so long none was begun.</exception>
    public Task WhenBegunAsync(int least, TimeSpan stalledMax, CancellationToken cancellation) =>
        Until.GrownAsync(() => Task.FromResult(Begun), least, $"{least} of {Count} referrals were begun", stalledMax, clock, cancellation);

    /// <exception cref="ChaosException">For so long none was accepted.</exception>
    public Task WhenAcceptedAsync(int least, TimeSpan stalledMax, CancellationToken cancellation) =>
        Until.GrownAsync(() => Task.FromResult(Accepted), least, $"{least} of {Count} referrals were accepted", stalledMax, clock, cancellation);

    /// <summary>Runs until all are accepted.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        var open = new List<Task>(Count);
        for (var i = 0; i < Count; i++)
        {
            while (i >= Volatile.Read(ref allowed) || Volatile.Read(ref troubled) >= TroubledMax || IsAhead(i, started))
                await Task.Delay(Look, clock, cancellation);
            await asking.WaitAsync(cancellation);
            Volatile.Write(ref begun, i + 1);
            open.Add(SubmitAsync(make(i), cancellation));
        }
        await Task.WhenAll(open);
    }

    private bool IsAhead(int next, long started) => rate > 0 && next > rate * clock.GetElapsedTime(started).TotalSeconds;

    // Begins with a place among those that ask, which it was given.
    private async Task SubmitAsync(Submission submission, CancellationToken cancellation)
    {
        var isTroubled = false;
        while (true)
        {
            Attempted result;
            try
            {
                result = await attempt(submission, cancellation);
            }
            finally
            {
                asking.Release();
            }
            attempts.Enqueue(result);
            if (result.Accepted)
                break;
            if (!isTroubled)
                Interlocked.Increment(ref troubled);
            isTroubled = true;
            await Task.Delay(Again, clock, cancellation);
            await asking.WaitAsync(cancellation);
        }
        if (isTroubled)
            Interlocked.Decrement(ref troubled);
        Interlocked.Increment(ref accepted);
    }
}
