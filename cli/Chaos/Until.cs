namespace Platform.Cli.Chaos;

/// <summary>Waits for a state, not for a change.</summary>
internal static class Until
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <param name="what">As a sentence, for the failure.</param>
    /// <param name="observed">How far it got, for the failure.</param>
    /// <exception cref="ChaosException">It was not so in time.</exception>
    public static Task TrueAsync(Func<bool> condition, string what, Func<string> observed, TimeSpan within, TimeProvider clock, CancellationToken cancellation) =>
        TrueAsync(() => Task.FromResult(condition()), what, observed, within, clock, cancellation);

    /// <inheritdoc cref="TrueAsync(Func{bool}, string, Func{string}, TimeSpan, TimeProvider, CancellationToken)"/>
    public static async Task TrueAsync(
        Func<Task<bool>> condition, string what, Func<string> observed, TimeSpan within, TimeProvider clock, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        while (!await condition())
        {
            if (clock.GetElapsedTime(started) > within)
                throw new ChaosException($"not so within {within.TotalSeconds:0} s: {what}; seen: {observed()}");
            await Task.Delay(Look, clock, cancellation);
        }
    }
}
