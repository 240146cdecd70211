namespace Platform.Testing;

/// <summary>
/// A clock that stands still until <see cref="Advance"/> moves it. Timers made from it fire, in order of their due time, while it is moved.
/// Its timestamp frequency is odd on purpose (1,000,003 Hz), so that code that assumes ticks of 100 ns breaks here and not in production.
/// </summary>
public sealed class ManualClock : TimeProvider
{
    private const long Frequency = 1_000_003;
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private readonly DateTimeOffset start;
    private DateTimeOffset now;

    /// <param name="start">The first reading; default 2026-01-05T09:00:00Z, a Monday.</param>
    public ManualClock(DateTimeOffset? start = null) => this.start = now = start ?? new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => Frequency;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override long GetTimestamp() => (long)((GetUtcNow() - start).TotalSeconds * Frequency);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>How many timers wait for the clock; a test waits for this before it moves the clock.</summary>
    public int PendingTimers
    {
        get
        {
            lock (gate)
                return timers.Count;
        }
    }

    /// <summary>Moves the clock forward and runs every timer that becomes due on the way, at its own due time.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var target = GetUtcNow() + by;
        while (TakeNextDue(target) is { } due)
            due.Fire();
        lock (gate)
            now = target;
    }

    /// <summary>Sets the reading without running timers: a node's clock that is wrong, not time that passes.</summary>
    public void Jump(TimeSpan by)
    {
        lock (gate)
            now += by;
    }

    private ManualTimer? TakeNextDue(DateTimeOffset target)
    {
        lock (gate)
        {
            var next = timers.Where(timer => timer.Due <= target).MinBy(timer => timer.Due);
            if (next is null)
                return null;
            if (next.Due > now)
                now = next.Due;
            if (next.Period > TimeSpan.Zero)
                next.Due += next.Period;
            else
                timers.Remove(next);
            return next;
        }
    }

    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }
        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                Due = clock.now + dueTime;
                Period = period == Timeout.InfiniteTimeSpan ? TimeSpan.Zero : period;
                clock.timers.Add(this);
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock.gate)
                clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
