using Platform.Cli.Chaos.Watching;

namespace Platform.Chaos.Verdicts;

public sealed class Auditing
{
    private static readonly Dictionary<string, int> Told = new() { ["ann"] = 2, ["bob"] = 1 };

    [Fact]
    public void Holds_when_every_patient_who_was_told_was_read_and_audited_each_time() => Assert.True(Of(["1", "2"], ["3"]).Invariant.Held);

    [Fact]
    public void Bears_a_read_that_had_to_be_made_again() => Assert.True(Of(["1", "2"], ["3", "4"]).Invariant.Held);

    [Fact]
    public void Fails_when_the_ledger_lacks_one_whatever_it_has_too_many_of_another()
    {
        var tally = Of(["1"], ["2", "3", "4"]);
        Assert.Equal((3, 2, false), (tally.Expected, tally.Found, tally.Invariant.Held));
    }

    [Fact]
    public void Fails_when_an_event_is_there_twice_and_does_not_count_it_for_another()
    {
        var tally = Of(["1", "1"], ["3"]);
        Assert.Equal((2, 1, false), (tally.Found, tally.Doubled, tally.Invariant.Held));
    }

    [Fact]
    public void Fails_when_the_ledger_knows_nothing_of_a_patient() => Assert.False(AuditTally.Of(Told, new Dictionary<string, IReadOnlyList<string>>()).Invariant.Held);

    private static AuditTally Of(IReadOnlyList<string> ann, IReadOnlyList<string> bob) =>
        AuditTally.Of(Told, new Dictionary<string, IReadOnlyList<string>> { ["ann"] = ann, ["bob"] = bob });
}
