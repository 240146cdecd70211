using System.Xml.Linq;
using Platform.Cli.Policy.Testing;
using Platform.Cli.Rego;
using Platform.Rego;
using Platform.Rego.MutationTesting;
using Platform.Testing;

namespace Platform.Policies.Tests.Changes;

/// <summary>What <c>policy test</c> tells of unit tests and cases, and what mutants tell of the tests.</summary>
public sealed class TestsAndCases
{
    [Fact]
    public void Pass_and_the_units_evaluate_every_line()
    {
        var run = Run(PolicySource.Folder);
        Assert.True(run.Passed);
        Assert.Equal(100, run.Percent);
        Assert.True(run.Cases.Count > 500 && run.Units.Count > 250, $"{run.Cases.Count} cases, {run.Units.Count} unit tests");
    }

    [Fact]
    public void Name_the_case_that_is_decided_otherwise_and_what_was_decided()
    {
        using var changed = new ChangedPolicies().Grant("auditor", "records.patient.search").Replace("platform/workloads/data.json", "\"referrals.referral.book\",", "");
        var faults = Run(changed[""]).Cases.Where(one => one.Fault is not null).ToList();
        Assert.Contains(faults, one => one is { Case: { Action: "referrals.referral.book", Allow: true }, Fault: "denied: workload_not_granted" });
        Assert.Contains(faults, one => one is { Case: { Action: "records.patient.search", Reason: "role_not_permitted" }, Fault: not null });
    }

    [Fact]
    public void A_case_that_lies_where_no_decision_is_told_is_refused()
    {
        using var changed = new ChangedPolicies();
        Directory.CreateDirectory(changed["cases/records.note.read/maybe"]);
        File.WriteAllText(changed["cases/records.note.read/maybe/a.json"], "{}");
        Assert.Contains("maybe/a.json", Assert.Throws<PolicyFilesException>(() => Run(changed[""])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_that_no_unit_test_evaluates_are_named()
    {
        using var changed = new ChangedPolicies().Replace("lib/verdict.rego", "deny(reason)", "unused if {\n\tinput.a == 1\n\tinput.b == 2\n}\n\ndeny(reason)");
        var file = Run(changed[""]).Coverage.Single(file => file.File.EndsWith("lib/verdict.rego", StringComparison.Ordinal));
        Assert.True(file.Missed.Count > 0 && file.Covered < file.Lines);
    }

    [Fact]
    public void Are_written_as_junit()
    {
        using var folder = new TemporaryDirectory();
        JUnitReport.Write(folder["r.xml"], [new("a", "one", "a.rego", 3, TimeSpan.FromMilliseconds(2), null, false), new("a", "two", "a.rego", 5, TimeSpan.Zero, "bad \u0001 <thing>", false), new("b", "three", "c.json", 0, TimeSpan.Zero, null, true)]);
        var root = XDocument.Load(folder["r.xml"]).Root!;
        Assert.Equal(("3", "1", "1"), (root.Attribute("tests")!.Value, root.Attribute("failures")!.Value, root.Attribute("skipped")!.Value));
        Assert.Equal(["a", "b"], root.Elements("testsuite").Select(suite => suite.Attribute("name")!.Value));
        Assert.Equal("bad � <thing>", root.Descendants("failure").Single().Attribute("message")!.Value);
    }

    /// <summary>The least that issue and review ask for; the whole takes half a minute of a core, so that every run takes one file only.</summary>
    [Theory]
    [InlineData("platform/audit/read.rego", 90)]
    public void Notice_mistakes(string file, double least) => Assert.InRange(Mutate(name => name.EndsWith(file, StringComparison.Ordinal)).Score, least, 100);

    [Fact(Explicit = true)]
    public void Notice_nine_of_ten_mistakes_in_all_policies() => Assert.InRange(Mutate(null).Score, 95, 100);

    private static MutationReport Mutate(Func<string, bool>? files)
    {
        var read = PolicyFiles.Read([PolicySource.Folder], new PolicyReading(RegoVersion.V1) { Bundle = true });
        return PolicyMutation.Of(read.Modules, read.Data, new() { Files = files }, TestContext.Current.CancellationToken).Run(TestContext.Current.CancellationToken);
    }

    private static PolicyTestRun Run(string folder) => PolicyTestRun.Of(
        folder, PolicyFiles.Read([folder], new PolicyReading(RegoVersion.V1) { Bundle = true }), TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
}
