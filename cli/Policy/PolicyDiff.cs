namespace Platform.Cli.Policy;

/// <summary>What two folders of policies decide differently over the domain of both, grouped by action, kind, role and cause.</summary>
/// <param name="Questions">How many were asked.</param>
/// <param name="Flips">The groups, new permits first.</param>
internal sealed record PolicyDiff(int Questions, IReadOnlyList<Flip> Flips)
{
    public static PolicyDiff Between(PolicyFolder before, PolicyFolder after, CancellationToken cancellation)
    {
        var flips = new Dictionary<(FlipKind Kind, string Action, string Role, string Cause), (int Count, Question Example)>();
        var asked = 0;
        foreach (var (question, input) in MatrixDomain.Of(before, after))
        {
            cancellation.ThrowIfCancellationRequested();
            asked++;
            var (old, now) = (before.Ask(input), after.Ask(input));
            if (old == now)
                continue;
            var kind = (old.Allow, now.Allow) switch
            {
                (false, true) => FlipKind.DenyToAllow,
                (true, true) => FlipKind.OtherObligations,
                (true, false) => FlipKind.AllowToDeny,
                _ => FlipKind.OtherReason,
            };
            var cause = kind switch
            {
                FlipKind.DenyToAllow => $"was {old.Terms}",
                FlipKind.AllowToDeny => $"now {now.Terms}",
                _ => $"{Shown(old)} became {Shown(now)}",
            };
            var key = (kind, question.Action, question.Who, cause);
            flips[key] = flips.TryGetValue(key, out var known) ? (known.Count + 1, known.Example) : (1, question);
        }

        return new PolicyDiff(asked, [.. flips.Select(flip => new Flip(flip.Key.Kind, flip.Key.Action, flip.Key.Role, flip.Key.Cause, flip.Value.Count, flip.Value.Example.ToString()))
            .OrderBy(flip => flip.Kind).ThenBy(flip => flip.Action, StringComparer.Ordinal).ThenBy(flip => flip.Role, StringComparer.Ordinal).ThenBy(flip => flip.Cause, StringComparer.Ordinal)]);
    }

    private static string Shown(Verdict verdict) => verdict.Terms.Length > 0 ? verdict.Terms : "nothing";
}

/// <summary>Questions of one action and role that are decided otherwise for one cause.</summary>
internal sealed record Flip(FlipKind Kind, string Action, string Role, string Cause, int Count, string Example)
{
    public string Name => Kind switch
    {
        FlipKind.DenyToAllow => "DENY→ALLOW",
        FlipKind.AllowToDeny => "ALLOW→DENY",
        FlipKind.OtherObligations => "OBLIGATIONS",
        _ => "REASON",
    };
}

/// <summary>In the order in which a reviewer must see them.</summary>
internal enum FlipKind
{
    DenyToAllow,
    OtherObligations,
    AllowToDeny,
    OtherReason,
}
