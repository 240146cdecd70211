using System.Text.Json.Nodes;
using System.Xml.Linq;
using Platform.Testing;

namespace Platform.EndToEnd.Tests;

public sealed class Exam
{
    private const int StepsOfTheExam = 58;

    // It may only grow: a step that passed and is no longer run is a loss.
    private const int PassedAtLeast = 43;

    [Fact]
    public async Task Finds_nothing_that_gets_through()
    {
        using var state = new TemporaryDirectory();
        var junit = state["exam.xml"];
        var (_, output, errors) = await PlatformCommand.RunAsync(state["none"], "exam", "--json", "--junit", junit);

        Assert.True(output.Trim().Length > 0, errors);
        var steps = JsonNode.Parse(Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)))!["steps"]!.AsArray();
        Assert.Equal(StepsOfTheExam, steps.Select(step => (string)step!["id"]!).Distinct().Count());
        Assert.All(steps, step => Assert.True((string)step!["outcome"]! is "passed" or "notRun", errors));
        Assert.All(steps, step => Assert.Equal((string)step!["outcome"]! == "passed", (int)step["attempts"]! > 0));
        var passed = steps.Count(step => (string)step!["outcome"]! == "passed");
        Assert.True(passed >= PassedAtLeast, $"{passed} steps passed{Environment.NewLine}{errors}");
        Assert.Equal(StepsOfTheExam, XDocument.Load(junit).Descendants("testcase").Count());
    }

    [Fact]
    public async Task The_table_of_requirements_says_what_steps_and_tests_name()
    {
        using var state = new TemporaryDirectory();
        var (exitCode, _, errors) = await PlatformCommand.RunAsync(state.Path, "exam", "requirements", "--check");
        Assert.True(exitCode == 0, errors);
    }

    [Fact]
    public async Task Refuses_a_step_that_it_does_not_know()
    {
        using var state = new TemporaryDirectory();
        var (exitCode, output, errors) = await PlatformCommand.RunAsync(state.Path, "exam", "--only", "E04,E99");
        Assert.Equal(2, exitCode);
        Assert.Empty(output.Trim());
        Assert.Contains("E99", errors, StringComparison.Ordinal);
    }
}
