namespace Platform.Hosting.Running;

/// <summary>How often, and after which pause, a crashed process is started again: six times, 0.25 s to 8 s apart.</summary>
/// <remarks>A process that stayed healthy for half a minute is forgiven its earlier crashes.</remarks>
internal sealed class RestartBackoff(TimeProvider clock)
{
    private const int Limit = 6;
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Forgiveness = TimeSpan.FromSeconds(30);

    private long? _healthySince;

    public int Attempts { get; private set; }

    public void Healthy() => _healthySince = clock.GetTimestamp();

    /// <summary>The pause before the next start, or null when it is not worth trying again.</summary>
    public TimeSpan? NextPause()
    {
        if (_healthySince is { } since && clock.GetElapsedTime(since) >= Forgiveness)
        {
            Attempts = 0;
        }

        _healthySince = null;
        return Attempts >= Limit ? null : First * (1 << Attempts++);
    }
}
