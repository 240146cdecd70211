using System.Text.Json;
using Platform.Cli.Running;
using Platform.Rego;

namespace Platform.Cli.Labs.Policies;

/// <summary>Lab 3: the attendee writes the policy of an open route; it is graded by attacking it.</summary>
internal sealed class CloseTheDoor : Lab
{
    private const string Calls = "calls";
    private const int Shown = 4;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public override int Number => 3;
    public override string Name => "close-the-door";
    public override string Title => "Close it with a policy";
    public override int Minutes => 40;
    public override string FirstStep(LabFolder folder) => $"open {folder.Shown(SummaryPolicies.Folder, SummaryPolicies.Policy)}";

    public static string Solution => Repository.File("docs", "workshop", "solutions", "3", "read.rego");

    public override void SetUp(LabFolder folder)
    {
        SummaryPolicies.CopyTo(folder);
        File.Copy(Repository.File("docs", "workshop", "labs", "3", "read.rego"), folder[SummaryPolicies.Folder, SummaryPolicies.Policy]);
    }

    public override Task CheckAsync(LabFolder folder, Findings findings, CancellationToken cancellation)
    {
        if (LabPolicies.Compile(folder[SummaryPolicies.Folder], findings) is { } policies)
            Grade(folder, policies, findings, cancellation);
        return Task.CompletedTask;
    }

    /// <summary>Whether the folder's policy is closed already.</summary>
    public static bool IsClosed(LabFolder folder)
    {
        var findings = new Findings(_ => { });
        var calls = new SummaryCalls();
        return LabPolicies.Compile(folder[SummaryPolicies.Folder], findings) is { } policies && calls.All.All(call => call.IsRight(policies.Ask(call.Asked)));
    }

    internal static void Grade(LabFolder folder, LabPolicies policies, Findings findings, CancellationToken cancellation)
    {
        var calls = new SummaryCalls();
        Directory.CreateDirectory(folder[Calls]);
        findings.Say($"who may read a summary reads it, and only what is theirs ({calls.Rightful.Count} calls)", Against(folder, policies, calls.Rightful));
        findings.Say($"nobody else reads it ({calls.Attacks.Count} attacks)", Against(folder, policies, calls.Attacks));
        var broken = policies.Test(null, cancellation).Where(test => test.Outcome is RegoTestOutcome.Failed or RegoTestOutcome.Errored && !IsOwn(test));
        findings.Say("the tests of all other policies still pass", [.. broken.Take(Shown).Select(test => $"{test.Test} fails: you changed something that others build on. Your policy needs {SummaryPolicies.Policy} alone.")]);
    }

    private static bool IsOwn(RegoTestResult test) => test.Test.File.Replace('\\', '/').EndsWith(SummaryPolicies.Tests, StringComparison.Ordinal);

    private static List<string> Against(LabFolder folder, LabPolicies policies, IReadOnlyList<SummaryCall> calls)
    {
        var wrong = calls.Select(call => (Call: call, Decided: policies.Ask(call.Asked))).Where(one => !one.Call.IsRight(one.Decided)).ToList();
        var told = new List<string>();
        foreach (var (call, decided) in wrong.Take(Shown))
        {
            var file = folder[Calls, call.Name + ".json"];
            File.WriteAllText(file, call.Input.ToJsonString(Indented) + "\n");
            told.Add($"{call.Who}: {decided}, wanted {Wanted(call)}\n  {Lesson(call, decided)}\n  ./platform rego eval --explain -f raw -d {folder.Shown(SummaryPolicies.Folder)} -i {LabFolder.Show(file)} data.platform.actions.{SummaryPolicies.Action}.outcome");
        }

        if (wrong.Count > Shown)
            told.Add($"… and {wrong.Count - Shown} more");
        return told;
    }

    private static string Lesson(SummaryCall call, Decided decided) => !call.Allow && !decided.Allow
        ? "It is denied, but not as if it were not there: an answer that differs tells the caller that the patient exists."
        : call.Lesson;

    private static string Wanted(SummaryCall call) => call switch
    {
        { Allow: true, Expected: "[]" } => "allowed, nothing masked",
        { Allow: true } => $"allowed, masked {call.Expected}",
        { Expected: { } reason } => $"denied ({reason})",
        _ => "denied",
    };
}
