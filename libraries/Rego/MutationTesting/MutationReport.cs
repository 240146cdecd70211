namespace Platform.Rego.MutationTesting;

/// <summary>What became of all mutants.</summary>
/// <param name="Results">In the order of files and of their text.</param>
/// <param name="Tests">How many tests there are.</param>
public sealed record MutationReport(IReadOnlyList<MutantResult> Results, int Tests)
{
    /// <summary>The mutants that no test told from the policy.</summary>
    public IEnumerable<MutantResult> Survivors => Results.Where(result => result.Outcome is MutantOutcome.Survived or MutantOutcome.NotReached);

    /// <summary>How many count: all that are valid and not proven equivalent.</summary>
    public int Counted => Results.Count(result => result.Outcome is not (MutantOutcome.Invalid or MutantOutcome.Equivalent));

    /// <summary>The share of killed ones among those that count, timed-out ones included, from 0 to 100 and rounded down to a tenth; 100 if none counts.</summary>
    public double Score => Counted == 0 ? 100 : Math.Floor(1000.0 * (Counted - Survivors.Count()) / Counted) / 10;

    /// <summary>How many had an outcome.</summary>
    public int Count(MutantOutcome outcome) => Results.Count(result => result.Outcome == outcome);
}
