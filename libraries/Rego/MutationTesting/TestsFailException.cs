namespace Platform.Rego.MutationTesting;

/// <summary>The tests fail as they are, so that no mutant can be told by them.</summary>
/// <param name="results">Those that did not pass.</param>
public sealed class TestsFailException(IReadOnlyList<RegoTestResult> results)
    : Exception($"{results.Count} tests fail before anything is changed: {string.Join(", ", results.Take(5).Select(result => result.Test))}{(results.Count > 5 ? ", …" : "")}")
{
    /// <summary>The tests that did not pass.</summary>
    public IReadOnlyList<RegoTestResult> Results => results;
}
