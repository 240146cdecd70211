using Platform.Rego;

namespace Platform.PolicyControl.Publishing;

/// <summary>Runs the tests of the policies. Anything but true is a failure, and so is a test that is only announced: nobody would notice it for years.</summary>
internal static class TestRun
{
    /// <summary>How many tests ran, and a line for each that did not pass.</summary>
    public static (int Ran, IReadOnlyList<string> Failed) Run(RegoPolicy policy)
    {
        var suite = RegoTestSuite.Of(policy);
        var failed = suite.RunAll()
            .Where(result => result.Outcome != RegoTestOutcome.Passed)
            .Select(result => $"{result.Test} at {result.Test.File}:{result.Test.Row} ({result.Error ?? result.Outcome.ToString()})");
        return (suite.Tests.Count, [.. failed]);
    }
}
