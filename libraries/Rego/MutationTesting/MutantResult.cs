namespace Platform.Rego.MutationTesting;

/// <summary>What became of a mutant.</summary>
public enum MutantOutcome
{
    /// <summary>A test failed or erred.</summary>
    Killed,

    /// <summary>A test did not end within its limits, which counts as killed.</summary>
    TimedOut,

    /// <summary>All tests that reach the rule pass.</summary>
    Survived,

    /// <summary>No test reaches the rule, so none can tell; counts as survived.</summary>
    NotReached,

    /// <summary>It is no valid policy, which says nothing about the tests; does not count.</summary>
    Invalid,

    /// <summary>Proven to decide nothing otherwise; does not count.</summary>
    Equivalent,
}

/// <summary>A mutant and what became of it.</summary>
/// <param name="Mutant">The change.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="By">The test that killed it, or why it is invalid or equivalent; null otherwise.</param>
public sealed record MutantResult(Mutant Mutant, MutantOutcome Outcome, string? By);
