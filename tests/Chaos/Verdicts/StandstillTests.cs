using Platform.Cli.Chaos;
using Platform.Cli.Chaos.Load;
using Platform.Testing;

namespace Platform.Chaos.Verdicts;

/// <summary>Whatever stands still or breaks off ends in words, not in a command that waits for ever.</summary>
public sealed class Standstill
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_question_that_is_never_answered_ends_with_the_deadline()
    {
        var never = new TaskCompletionSource<bool>();
        var late = await Assert.ThrowsAsync<ChaosException>(() =>
            Until.TrueAsync(() => never.Task, "it answers", () => "nothing", Short, TimeProvider.System, Cancellation));
        Assert.Contains("it answers; seen: nothing", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_count_that_grows_is_waited_for_beyond_the_deadline_of_a_standstill()
    {
        var clock = new ManualClock(DateTimeOffset.UnixEpoch);
        var count = 0;
        await Until.GrownAsync(
            () =>
            {
                clock.Advance(Short * 0.9);
                return Task.FromResult(++count);
            },
            20, "it grows", Short, clock, Cancellation);
        Assert.Equal(20, count);
    }

    [Fact]
    public async Task A_count_that_stands_still_is_given_up_saying_how_far_it_got()
    {
        var late = await Assert.ThrowsAsync<ChaosException>(() =>
            Until.GrownAsync(() => Task.FromResult(7), 20, "it grows", Short, TimeProvider.System, Cancellation));
        Assert.Contains("seen: 7", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_load_that_breaks_off_ends_the_experiment_with_its_own_failure()
    {
        var load = new ReferralLoad(10, 0, _ => new Submission("9990000018"), (_, _) => Task.FromException<Attempted>(new IOException("broken off")), TimeProvider.System);
        load.Allow(10);
        var running = load.RunAsync(Cancellation);
        var failure = await Assert.ThrowsAsync<IOException>(() => new Endless().InjectAsync(null!, running, Cancellation));
        Assert.Equal("broken off", failure.Message);
        Assert.True(PlatformFailure.Is(failure, Cancellation));
    }

    [Fact]
    public void A_cancellation_is_the_platforms_unless_it_was_requested()
    {
        using var requested = new CancellationTokenSource();
        requested.Cancel();
        Assert.True(PlatformFailure.Is(new TaskCanceledException(), CancellationToken.None));
        Assert.False(PlatformFailure.Is(new TaskCanceledException(), requested.Token));
    }

    private sealed class Endless : Cli.Chaos.Experiments.Experiment
    {
        public override string Name => "endless";

        public override string Hypothesis => "It never ends.";

        public override int DefaultCount => 10;

        public override Task InjectAsync(Cli.Chaos.Experiments.Scene scene, CancellationToken cancellation) => new TaskCompletionSource().Task.WaitAsync(cancellation);
    }
}
