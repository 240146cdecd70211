namespace Platform.Rego.MutationTesting;

/// <summary>How mutants are tried.</summary>
public sealed record MutationOptions
{
    /// <summary>How many are tried at once.</summary>
    /// <value>One per processor by default. The results do not depend on it.</value>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>The longest time of one test, against what no count of instructions bounds.</summary>
    /// <value>Ten seconds by default.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Which files are changed; all but those named <c>*_test.rego</c> if null.</summary>
    public Func<string, bool>? Files { get; init; }

    /// <summary>Is told after each mutant how many are done, on any thread but one at a time.</summary>
    public Action<int>? Progress { get; init; }
}
