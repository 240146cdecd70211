namespace Platform.Testing;

/// <summary>
/// Level-triggered waiting: asks again and again whether a state holds, until it does or a deadline passes. The deadline is for a broken build,
/// not for the expected duration, so it is generous (default 30 s) and reaching it is a failure with a reason.
/// </summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    /// <summary>Waits until <paramref name="holds"/> is true.</summary>
    /// <param name="holds">The state; asked at once and then about every 15 ms.</param>
    /// <param name="because">What was waited for; said when the deadline passes.</param>
    /// <param name="within">Default 30 s.</param>
    /// <exception cref="TimeoutException">The deadline passed.</exception>
    public static Task True(Func<bool> holds, string because, TimeSpan? within = null) =>
        True(() => Task.FromResult(holds()), because, within);

    /// <inheritdoc cref="True(Func{bool}, string, TimeSpan?)"/>
    public static async Task True(Func<Task<bool>> holds, string because, TimeSpan? within = null) =>
        await Value(async () => await holds() ? "yes" : null, because, within);

    /// <summary>Waits until <paramref name="read"/> gives a value that is not null, and returns it.</summary>
    /// <exception cref="TimeoutException">The deadline passed.</exception>
    public static async Task<T> Value<T>(Func<Task<T?>> read, string because, TimeSpan? within = null) where T : class
    {
        var limit = within ?? TimeSpan.FromSeconds(30);
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (await read() is { } value)
                return value;
            if (TimeProvider.System.GetElapsedTime(started) > limit)
                throw new TimeoutException($"not within {limit.TotalSeconds:0} s: {because}");
            await Task.Delay(Pause);
        }
    }

    /// <summary>Waits until <paramref name="assertion"/> no longer throws; at the deadline its own failure is what is reported.</summary>
    public static async Task Passes(Func<Task> assertion, TimeSpan? within = null)
    {
        var limit = within ?? TimeSpan.FromSeconds(30);
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await assertion();
                return;
            }
            catch (Exception) when (TimeProvider.System.GetElapsedTime(started) <= limit)
            {
                await Task.Delay(Pause);
            }
        }
    }
}
