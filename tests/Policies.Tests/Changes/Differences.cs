using Platform.Cli.Policy;

namespace Platform.Policies.Tests.Changes;

public sealed class Differences
{
    [Fact]
    public void Are_none_between_a_folder_and_its_copy()
    {
        using var copy = new ChangedPolicies();
        var diff = Between(ChangedPolicies.Ours, copy.Read());
        Assert.Empty(diff.Flips);
        Assert.True(diff.Questions > 10_000, $"{diff.Questions} questions");
    }

    [Fact]
    public void Are_exactly_the_grant_that_was_added()
    {
        using var changed = new ChangedPolicies().Grant("booking-admin", "records.patient.register");
        var diff = Between(ChangedPolicies.Ours, changed.Read());
        Assert.All(diff.Flips, flip => Assert.Equal(("records.patient.register", "booking-admin"), (flip.Action, flip.Role)));
        Assert.All(diff.Flips, flip => Assert.Contains("role_not_permitted", flip.Cause, StringComparison.Ordinal));
        Assert.Equal(Brute(ChangedPolicies.Ours, changed.Read()), diff.Flips.Sum(flip => flip.Count));
    }

    [Fact]
    public void Put_new_permits_before_everything_else()
    {
        using var changed = new ChangedPolicies().Grant("patient", "records.note.list").Replace("platform/workloads/data.json", "\"referrals.referral.book\",", "");
        var diff = Between(ChangedPolicies.Ours, changed.Read());
        Assert.Contains(diff.Flips, flip => flip is { Kind: FlipKind.AllowToDeny, Action: "referrals.referral.book", Cause: "now workload_not_granted" });
        Assert.Equal(diff.Flips.Select(flip => flip.Kind).Order(), diff.Flips.Select(flip => flip.Kind));
    }

    [Fact]
    public void Are_the_same_the_other_way_round_with_permits_and_denials_exchanged()
    {
        using var changed = new ChangedPolicies().Grant("triage-nurse", "records.patient.register");
        var (there, back) = (Between(ChangedPolicies.Ours, changed.Read()), Between(changed.Read(), ChangedPolicies.Ours));
        Assert.Equal(Count(there, FlipKind.DenyToAllow), Count(back, FlipKind.AllowToDeny));
        Assert.Equal(Count(there, FlipKind.OtherReason), Count(back, FlipKind.OtherReason));
    }

    [Fact]
    public void A_policy_that_fails_to_evaluate_denies_and_says_so()
    {
        using var changed = new ChangedPolicies().Replace(
            "records/note/read.rego", "package platform.actions.records.note.read", "package platform.actions.records.note.read\n\noutcome := {\"allow\": true}");
        var diff = Between(ChangedPolicies.Ours, changed.Read());
        Assert.DoesNotContain(diff.Flips, flip => flip.Kind == FlipKind.DenyToAllow);
        Assert.Contains(diff.Flips, flip => flip.Kind == FlipKind.AllowToDeny && flip.Cause.Contains("eval_conflict_error", StringComparison.Ordinal));
    }

    private static int Count(PolicyDiff diff, FlipKind kind) => diff.Flips.Where(flip => flip.Kind == kind).Sum(flip => flip.Count);

    // Counted without grouping, to hold the grouping against.
    private static int Brute(PolicyFolder before, PolicyFolder after) => MatrixDomain.Of(before, after).Count(one => before.Ask(one.Input) != after.Ask(one.Input));

    private static PolicyDiff Between(PolicyFolder before, PolicyFolder after) => PolicyDiff.Between(before, after, TestContext.Current.CancellationToken);
}
