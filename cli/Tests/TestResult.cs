using System.Text.Json.Nodes;

namespace Platform.Cli.Tests;

/// <summary>What one test program reported. A program that ended badly without a failed test counts as one failure.</summary>
public sealed record TestResult(string Name, int Passed, int Failed, int Skipped, TimeSpan Took)
{
    /// <summary>Reads a CTRF report (ctrf.io): <c>results.summary.{passed,failed,skipped}</c>.</summary>
    public static TestResult Read(string name, string report, int exitCode, TimeSpan took)
    {
        if (!File.Exists(report))
            return new TestResult(name, 0, 1, 0, took);
        var summary = JsonNode.Parse(File.ReadAllText(report))!["results"]!["summary"]!;
        var passed = (int)summary["passed"]!;
        var failed = (int)summary["failed"]!;
        var skipped = (int)summary["skipped"]!;
        return new TestResult(name, passed, failed == 0 && exitCode != 0 ? 1 : failed, skipped, took);
    }

    public override string ToString() => $"{Name}: {Passed} passed, {Failed} failed, {Skipped} skipped in {Took.TotalSeconds:0.0} s";
}
