using Platform.Cli.Running;
using Platform.Rego;

namespace Platform.Cli.Labs.Policies;

/// <summary>Lab 4: the attendee writes tests and cases; each careless change of the policy must turn one of them red.</summary>
internal sealed class KeepItClosed : Lab
{
    private const int Shown = 5;

    public override int Number => 4;
    public override string Name => "keep-it-closed";
    public override string Title => "Test the policy so that it stays closed";
    public override int Minutes => 40;
    public override string FirstStep(LabFolder folder) => $"open {folder.Shown(SummaryPolicies.Folder, SummaryPolicies.Tests)}";

    public override void SetUp(LabFolder folder)
    {
        SummaryPolicies.CopyTo(folder);
        var before = folder with { Number = new CloseTheDoor().Number };
        var own = before.IsSetUp && CloseTheDoor.IsClosed(before);
        File.Copy(own ? before[SummaryPolicies.Folder, SummaryPolicies.Policy] : CloseTheDoor.Solution, folder[SummaryPolicies.Folder, SummaryPolicies.Policy]);
        folder.Copy(Repository.File("docs", "workshop", "labs", "4"));
    }

    public override Task CheckAsync(LabFolder folder, Findings findings, CancellationToken cancellation)
    {
        if (LabPolicies.Compile(folder[SummaryPolicies.Folder], findings) is not { } policies)
            return Task.CompletedTask;
        var calls = new SummaryCalls();
        var open = calls.All.Where(call => !call.IsRight(policies.Ask(call.Asked))).ToList();
        findings.Say("the policy itself is still closed", [.. open.Take(1).Select(call => $"{call.Who}: {policies.Ask(call.Asked)}. Tests of an open door are of no use; lab 3 says what is wrong.")]);

        var tests = policies.Test(SummaryPolicies.Tests, cancellation);
        var passing = findings.Say($"the tests in {SummaryPolicies.Tests} pass", tests.Count == 0
            ? [$"there is no rule test_… in {folder.Shown(SummaryPolicies.Folder, SummaryPolicies.Tests)}"]
            : [.. tests.Where(test => test.Outcome != RegoTestOutcome.Passed).Select(test => $"{test.Test.Name} (line {test.Test.Row}): {test.Error ?? "is not true"}")]);
        var rows = policies.NotCovered(SummaryPolicies.Policy, SummaryPolicies.Tests, cancellation);
        findings.Say("they evaluate every line of the policy", [.. rows.Select(row => $"{folder.Shown(SummaryPolicies.Folder, SummaryPolicies.Policy)}: line {row} is never evaluated")]);

        var unreadable = new List<string>();
        var cases = LabCases.Read(folder, SummaryPolicies.Action, unreadable);
        findings.Say($"the case matrix has both sides and every reason ({cases.Count} cases)", [.. unreadable, .. cases.Missing()]);
        var right = findings.Say("each case is decided as its place says", [.. cases.Wrong(policies)]);
        // Whatever is red already would be red for every change, and so would prove nothing.
        if (passing && right && open.Count == 0)
            Mutate(policies, calls, cases, findings, cancellation);
        return Task.CompletedTask;
    }

    private static void Mutate(LabPolicies policies, SummaryCalls calls, LabCases cases, Findings findings, CancellationToken cancellation)
    {
        var survivors = new List<string>();
        var tried = 0;
        foreach (var mutation in Mutation.Of(policies.Source(SummaryPolicies.Policy)!))
        {
            cancellation.ThrowIfCancellationRequested();
            // A change that nobody would notice, not even an attacker, is none.
            if (policies.With(SummaryPolicies.Policy, mutation.Source) is not { } mutant
                || calls.All.FirstOrDefault(call => mutant.Ask(call.Asked).Json != policies.Ask(call.Asked).Json) is not { } noticed)
            {
                continue;
            }

            tried++;
            if (mutant.Test(SummaryPolicies.Tests, cancellation).All(test => test.Outcome == RegoTestOutcome.Passed) && !cases.Wrong(mutant).Any())
                survivors.Add($"line {mutation.Row}, {mutation.What}: {noticed.Who} gets: {mutant.Ask(noticed.Asked)}; before: {policies.Ask(noticed.Asked)}. All is green.");
        }

        if (survivors.Count > Shown)
            survivors = [.. survivors.Take(Shown), $"… and {survivors.Count - Shown} more"];
        findings.Say($"every careless change of the policy turns something red ({tried} tried)", survivors);
        findings.Say("there was something to change", tried > 0 ? [] : [$"no line of {SummaryPolicies.Policy} could be changed: does the policy decide anything itself?"]);
    }
}
