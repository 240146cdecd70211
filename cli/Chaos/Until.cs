namespace Platform.Cli.Chaos;

/// <summary>Waits for a state, not for a change. The deadline also holds for a question that is never answered.</summary>
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
        while (!await AnsweredAsync(condition(), Left()))
        {
            if (clock.GetElapsedTime(started) > within)
                throw Late();
            await Task.Delay(Look, clock, cancellation);
        }

        TimeSpan Left() => within - clock.GetElapsedTime(started) is var left && left > Look ? left : Look;

        ChaosException Late() => new($"not so within {within.TotalSeconds:0} s: {what}; seen: {observed()}");

        async Task<T> AnsweredAsync<T>(Task<T> asking, TimeSpan left)
        {
            try
            {
                return await asking.WaitAsync(left, clock, cancellation);
            }
            catch (TimeoutException)
            {
                throw Late();
            }
        }
    }

    /// <summary>Waits until a count has reached <paramref name="least"/>, as long as it grows: a slow machine is not a broken one.</summary>
    /// <param name="count">Asks how many there are.</param>
    /// <param name="least">How many are enough.</param>
    /// <param name="what">As a sentence, for the failure.</param>
    /// <param name="stalledMax">How long it may stay the same.</param>
    /// <exception cref="ChaosException">It stood still for too long.</exception>
    public static async Task GrownAsync(Func<Task<int>> count, int least, string what, TimeSpan stalledMax, TimeProvider clock, CancellationToken cancellation)
    {
        for (var highest = -1; highest < least;)
        {
            var before = highest;
            await TrueAsync(
                async () => (highest = Math.Max(highest, await count())) > before,
                $"{what}, or at least more than before", () => $"{before}, and then nothing more", stalledMax, clock, cancellation);
        }
    }
}
