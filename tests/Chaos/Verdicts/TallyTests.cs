using Platform.Cli.Chaos.Watching;

namespace Platform.Chaos.Verdicts;

public sealed class Counting
{
    [Fact]
    public void Holds_when_every_accepted_referral_was_told_of_once() =>
        Assert.All(Tally.Of(2, ["a", "b"], ["b", "a"]).Invariants, invariant => Assert.True(invariant.Held));

    [Fact]
    public void Counts_a_referral_that_nobody_was_told_of_as_lost() =>
        AssertBroken(Tally.Of(2, ["a", "b"], ["a"]), "no effect is lost", (Delivered: 1, Doubled: 0, Lost: 1));

    [Fact]
    public void Counts_every_notification_beyond_the_first_as_doubled() =>
        AssertBroken(Tally.Of(2, ["a", "b"], ["a", "a", "a", "b"]), "no effect is doubled", (Delivered: 2, Doubled: 2, Lost: 0));

    [Fact]
    public void Does_not_let_a_doubled_one_make_up_for_a_lost_one()
    {
        var tally = Tally.Of(2, ["a", "b"], ["a", "a"]);
        Assert.Equal((1, 1, 1), (tally.Delivered, tally.Doubled, tally.Lost));
    }

    [Fact]
    public void Sees_a_referral_that_one_submission_made_twice() =>
        Assert.Contains(Tally.Of(1, ["a", "b"], ["a", "b"]).Invariants, invariant => !invariant.Held && invariant.Name == "every accepted referral exists once");

    [Fact]
    public void Sees_an_accepted_referral_that_does_not_exist() =>
        AssertBroken(Tally.Of(2, ["a"], ["a"]), "no effect is lost", (Delivered: 1, Doubled: 0, Lost: 1));

    [Fact]
    public void Sees_a_notification_of_no_referral() => AssertBroken(Tally.Of(1, ["a"], ["a", "x"]), "no effect is doubled", (Delivered: 1, Doubled: 0, Lost: 0));

    private static void AssertBroken(Tally tally, string name, (int Delivered, int Doubled, int Lost) expected)
    {
        Assert.Contains(tally.Invariants, invariant => !invariant.Held && invariant.Name == name);
        Assert.Equal(expected, (tally.Delivered, tally.Doubled, tally.Lost));
    }
}
