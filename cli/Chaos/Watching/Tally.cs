namespace Platform.Cli.Chaos.Watching;

/// <summary>Referrals against notifications.</summary>
/// <param name="Expected">Referrals that were accepted, as their sender knows.</param>
/// <param name="Referrals">Referrals that the service has of them.</param>
/// <param name="Delivered">Accepted referrals of which somebody was told.</param>
/// <param name="Doubled">Notifications beyond the first of a referral.</param>
/// <param name="Lost">Accepted referrals of which nobody was told.</param>
/// <param name="Stray">Notifications of a referral that the service does not have.</param>
internal sealed record Tally(int Expected, int Referrals, int Delivered, int Doubled, int Lost, int Stray)
{
    /// <param name="accepted">How many were accepted.</param>
    /// <param name="referrals">The ids of the referrals that there are.</param>
    /// <param name="told">For each notification the referral that it tells of.</param>
    public static Tally Of(int accepted, IReadOnlyCollection<string> referrals, IReadOnlyCollection<string> told)
    {
        var known = referrals.ToHashSet(StringComparer.Ordinal);
        var counts = told.Where(known.Contains).CountBy(id => id).ToDictionary(StringComparer.Ordinal);
        return new Tally(
            accepted, referrals.Count, counts.Count, counts.Values.Sum(count => count - 1), Math.Max(0, Math.Max(accepted, referrals.Count) - counts.Count),
            told.Count(id => !known.Contains(id)));
    }

    public IReadOnlyList<Invariant> Invariants =>
    [
        new("every accepted referral exists once", Referrals == Expected, $"{Expected} accepted, {Referrals} there"),
        new("no effect is lost", Lost == 0, $"{Delivered} of {Expected} patients told, {Lost} lost"),
        new("no effect is doubled", Doubled == 0 && Stray == 0, $"{Doubled} doubled, {Stray} without a referral"),
    ];
}
