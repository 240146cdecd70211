namespace Platform.Rego;

/// <summary>A rule whose name begins with <c>test_</c> (or <c>todo_test_</c>, which is skipped), as <c>opa test</c> finds them.</summary>
/// <param name="Package">For instance <c>data.platform.lib</c>.</param>
/// <param name="Name">For instance <c>test_denies_without_role</c>.</param>
/// <param name="File">Where it is written first.</param>
/// <param name="Row">The line, from 1.</param>
public sealed record RegoTest(string Package, string Name, string File, int Row)
{
    /// <summary>The column, from 1.</summary>
    public int Col { get; init; } = 1;

    /// <summary>Whether it is a rule such as <c>test_p[name] if …</c>, each of whose keys is a case.</summary>
    public bool IsDataDriven { get; init; }

    /// <summary>Whether it is announced but not to be run.</summary>
    public bool IsTodo => Name[(Name.LastIndexOf('.') + 1)..].StartsWith("todo_test_", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"{Package}.{Name}";
}

/// <summary>How a test ended.</summary>
public enum RegoTestOutcome
{
    /// <summary>The rule is true; a data-driven one, for every case.</summary>
    Passed,

    /// <summary>The rule is undefined or anything but true.</summary>
    Failed,

    /// <summary>Evaluating it failed: conflicting rules, a limit.</summary>
    Errored,

    /// <summary>Its name begins with <c>todo_</c>.</summary>
    Skipped,
}

/// <summary>The result of one test.</summary>
/// <param name="Test">Which.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Error">The error of <see cref="RegoTestOutcome.Errored"/>, else null.</param>
/// <param name="Cases">The cases of a data-driven test.</param>
/// <param name="Output">What it printed, line by line.</param>
/// <param name="Took">The time of the evaluation.</param>
public sealed record RegoTestResult(
    RegoTest Test, RegoTestOutcome Outcome, string? Error, IReadOnlyList<RegoTestCase> Cases, IReadOnlyList<string> Output, TimeSpan Took)
{
    /// <summary>The code of <see cref="Error"/>, one of <see cref="EvaluationErrorCode"/>; a test that took too long has <see cref="EvaluationErrorCode.Cancel"/>.</summary>
    public string? ErrorCode { get; init; }
}

/// <summary>One case of a data-driven test.</summary>
/// <param name="Names">Its names from the outside in; one for <c>test_p[name]</c>, two for <c>test_p[group][name]</c>.</param>
/// <param name="Passed">Whether it is true; a case whose body failed after it was named is not.</param>
public sealed record RegoTestCase(IReadOnlyList<string> Names, bool Passed)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join('/', Names);
}
