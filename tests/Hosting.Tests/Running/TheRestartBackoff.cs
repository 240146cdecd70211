using Platform.Hosting.Running;

namespace Platform.Hosting.Tests.Running;

public sealed class TheRestartBackoff
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void Doubles_the_pause_and_gives_up_after_six_crashes()
    {
        var backoff = new RestartBackoff(_clock);
        var pauses = Enumerable.Range(0, 7).Select(_ => backoff.NextPause()?.TotalSeconds).ToArray();
        Assert.Equal([0.25, 0.5, 1, 2, 4, 8, null], pauses);
    }

    [Fact]
    public void Forgives_earlier_crashes_after_half_a_minute_of_health()
    {
        var backoff = new RestartBackoff(_clock);
        backoff.NextPause();
        backoff.NextPause();
        backoff.Healthy();
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(TimeSpan.FromMilliseconds(250), backoff.NextPause());
    }

    [Fact]
    public void Does_not_forgive_a_short_recovery()
    {
        var backoff = new RestartBackoff(_clock);
        backoff.NextPause();
        backoff.Healthy();
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(TimeSpan.FromMilliseconds(500), backoff.NextPause());
    }
}
