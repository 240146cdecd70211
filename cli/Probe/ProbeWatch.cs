namespace Platform.Cli.Probe;

/// <summary>Probes at once and then again and again.</summary>
internal static class ProbeWatch
{
    /// <summary>Until it is cancelled, or until a probe says that there is nothing more to look at.</summary>
    /// <param name="period">From the begin of one probe to the begin of the next; one that takes longer is followed at once.</param>
    /// <param name="probe">One probe; false ends the watch.</param>
    public static async Task RunAsync(TimeSpan period, Func<CancellationToken, Task<bool>> probe, TimeProvider time, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(period, time);
        while (await probe(cancellation) && await timer.WaitForNextTickAsync(cancellation))
        {
        }
    }
}
