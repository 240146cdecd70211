using Platform.Cli.Chaos;
using Platform.Cli.Chaos.Injecting;
using Platform.Cli.Chaos.Load;
using Platform.Cli.Chaos.Reporting;
using Platform.Cli.Chaos.Watching;
using Platform.Cli.Demo.Breach;
using Platform.Cli.Running;

namespace Platform.Chaos.Verdicts;

public sealed class Verdict
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;
    private static readonly Injection Killed = new("records", "kill", TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(5));
    private static readonly Invariant Good = new("something", true, "");

    [Fact]
    public void Holds_when_it_was_steady_before_and_after_and_every_invariant_held() => Assert.True(Report(Steady(), [Killed], [Good]).Held);

    [Fact]
    public void Fails_when_one_invariant_failed() => Assert.False(Report(Steady(), [Killed], [Good, Good with { Held = false }]).Held);

    [Fact]
    public void Fails_when_nothing_was_broken() => Assert.False(Report(Steady(), [], [Good]).Held);

    [Fact]
    public void Fails_when_it_was_not_steady_to_begin_with() => Assert.False(Steady(At(1, accepted: false)).Held);

    [Fact]
    public void Bears_failures_while_something_is_broken() => Assert.True(Steady(At(12, accepted: false)).Held);

    [Fact]
    public void Fails_when_nothing_is_accepted_afterwards() => Assert.False(SteadyState.Of([At(1)], Start.AddSeconds(10), Start.AddSeconds(15)).Held);

    [Fact]
    public void Counts_an_attempt_that_the_injection_fell_into_as_during()
    {
        var state = SteadyState.Of([At(1), At(9.9), At(20)], Start.AddSeconds(10), Start.AddSeconds(15));
        Assert.Equal((1, 1, 1), (state.Before.Accepted, state.During.Accepted, state.After.Accepted));
    }

    [Theory]
    [InlineData(200, "{\"id\":\"p-1\"}", true)]
    [InlineData(200, "{\"items\":[{\"id\":\"p-1\"}]}", true)]
    [InlineData(200, "not json", true)]
    [InlineData(200, "{\"items\":[],\"next\":null}", false)]
    [InlineData(401, "{}", false)]
    [InlineData(503, "{}", false)]
    public void Takes_data_for_a_breach_and_nothing_else(int status, string body, bool breach) =>
        Assert.Equal(breach, UnauthorisedProber.IsBreach(new Answer(status, body, false, null)));

    [Theory]
    [InlineData(200, "", true)]
    [InlineData(409, "{\"issue\":[{\"code\":\"duplicate\"}]}", true)]
    [InlineData(409, "{\"issue\":[{\"code\":\"conflict\"}]}", false)]
    [InlineData(425, "{\"issue\":[{\"code\":\"duplicate\"}]}", false)]
    [InlineData(503, "", false)]
    public void Takes_a_referral_for_accepted_when_the_answer_says_so(int status, string body, bool accepted) =>
        Assert.Equal(accepted, Submission.Says(new Answer(status, body, false, null)));

    [Fact]
    public void Draws_what_was_broken_where_it_was()
    {
        var line = Assert.Single(Timeline.Draw([Killed], TimeSpan.FromSeconds(20)));
        Assert.Equal($"records {new string('·', 24)}{new string('█', 13)}{new string('·', 11)} kill, back after 5.0 s", line);
    }

    [Fact]
    public void Draws_what_never_came_back_to_the_end() =>
        Assert.EndsWith("█ kill, never back", Assert.Single(Timeline.Draw([Killed with { Ended = null, RecoveredAfter = null }], TimeSpan.FromSeconds(20))));

    [Theory]
    [InlineData(300, 0, false, null, false, true)]
    [InlineData(300, 0, false, "postgres", false, true)]
    [InlineData(300, 0, true, null, false, true)]
    [InlineData(9, 0, false, null, false, false)]
    [InlineData(300, -1, false, null, false, false)]
    [InlineData(300, 0, true, null, true, false)]
    [InlineData(300, 0, true, "postgres", false, false)]
    public void Refuses_options_that_contradict(int count, int rate, bool attach, string? database, bool keep, bool accepted) =>
        Assert.Equal(accepted, new ChaosOptions(count, rate, null, attach, database, keep, false).Refusal() is null);

    [Fact]
    public void Starts_its_own_platform_on_the_database_that_was_asked_for() =>
        Assert.Contains("--Database=postgres", new ChaosOptions(300, 0, null, false, "postgres", false, false).Platform(new StateFolder("/tmp/chaos")).Arguments());

    private static SteadyState Steady(params Attempted[] more) => SteadyState.Of([At(1), At(12), At(20), .. more], Start.AddSeconds(10), Start.AddSeconds(15));

    private static Attempted At(double seconds, bool accepted = true) => new(Start.AddSeconds(seconds), TimeSpan.FromMilliseconds(200), accepted, accepted ? "200" : "503");

    private static ChaosReport Report(SteadyState steady, IReadOnlyList<Injection> injections, IReadOnlyList<Invariant> invariants) =>
        new("kill-each", "It holds.", steady, injections, invariants, Tally.Of(1, ["a"], ["a"]), 1, TimeSpan.FromSeconds(20));
}
