namespace Platform.Cli.Policy.Replay;

/// <summary>What a candidate decides otherwise than a log says.</summary>
/// <param name="Events">How many the logs hold.</param>
/// <param name="Equal">How many are decided as they were.</param>
/// <param name="Undecidable">How many cannot be decided again, by cause.</param>
/// <param name="Flips">The others, in groups, new permits first.</param>
/// <param name="NotRepeatable">Builtins that the candidate may call whose values no log tells.</param>
internal sealed record ReplayReport(long Events, long Equal, IReadOnlyDictionary<string, long> Undecidable, IReadOnlyList<FlipGroup> Flips, IReadOnlyList<string> NotRepeatable)
{
    public long Flipped => Flips.Sum(group => group.Count);

    public long Decided => Equal + Flipped;
}

/// <summary>Decisions of one action that come out otherwise for one cause.</summary>
/// <param name="Kind">What became of them.</param>
/// <param name="Action">The input's <c>action</c>, or else the path that was asked.</param>
/// <param name="Cause">Why they were, or are now, what they are.</param>
/// <param name="Count">How many.</param>
/// <param name="Example">The first of them.</param>
internal sealed record FlipGroup(FlipKind Kind, string Action, string Cause, long Count, FlipExample Example)
{
    public string Name => new Flip(Kind, Action, "", Cause, 0, "").Name;
}

/// <summary>One decision that comes out otherwise.</summary>
/// <param name="DecisionId">Its id; empty if the log has none.</param>
/// <param name="Log">The log.</param>
/// <param name="Row">Its line, from 1.</param>
/// <param name="Rule">The bodies of the candidate whose values were passed on, with their places; null if none can be named.</param>
/// <param name="Condition">The first condition of the candidate that did not hold, with its place; null for a permit.</param>
internal sealed record FlipExample(string DecisionId, string Log, long Row, string? Rule, string? Condition);
