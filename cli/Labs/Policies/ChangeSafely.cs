using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Cli.Running;
using Platform.Rego;

namespace Platform.Cli.Labs.Policies;

/// <summary>Lab 6: the attendee changes a policy; it is graded by what the change decides otherwise, on recorded inputs, and whether they said so before.</summary>
internal sealed class ChangeSafely : Lab
{
    private const string Published = "published";
    private const string Intent = "intent.json";
    private const string Action = "records.patient.read";
    private const string Role = "booking-admin";
    private const string WantedMask = "[\"/emergencyContact\"]";
    private const int Shown = 6;

    public override int Number => 6;
    public override string Name => "change-safely";
    public override string Title => "Change a policy safely";
    public override int Minutes => 35;
    public override string FirstStep(LabFolder folder) => $"write down what will change: {folder.Shown(Intent)}";

    public override void SetUp(LabFolder folder)
    {
        SummaryPolicies.CopyProduct(folder);
        SummaryPolicies.CopyProduct(folder, Published);
        folder.Copy(Repository.File("policies", "cases"), LabCases.Folder);
        File.WriteAllText(folder[Intent], "{\n  \"changes\": []\n}\n");
    }

    public override Task CheckAsync(LabFolder folder, Findings findings, CancellationToken cancellation)
    {
        if (LabPolicies.Compile(folder[SummaryPolicies.Folder], findings) is not { } changed)
            return Task.CompletedTask;
        var published = LabPolicies.Of(folder[Published]);
        var inputs = RecordedInput.Read();
        Wanted(changed, inputs, findings);

        var changes = Changes(published, changed, inputs, cancellation);
        var said = Said(folder);
        findings.Say($"what changes is what you said, on {inputs.Count} recorded inputs",
        [
            .. changes.Where(change => !said.Contains(change.Key)).Take(Shown).Select(change => $"not in {folder.Shown(Intent)}: \"{change.Key}\" ({change.Value} inputs)"),
            .. said.Where(one => !changes.ContainsKey(one)).Take(Shown).Select(one => $"in {folder.Shown(Intent)}, and does not happen: \"{one}\""),
        ]);

        var red = changed.Test(null, cancellation).Where(test => test.Outcome is RegoTestOutcome.Failed or RegoTestOutcome.Errored).ToList();
        findings.Say("the unit tests pass, those of today's claims too", [.. red.Take(Shown).Select(test => $"{LabFolder.Show(test.Test.File)}:{test.Test.Row} {test.Test.Name}: does it claim what you have just changed on purpose? Then it must claim the new rule.")]);

        var unreadable = new List<string>();
        var cases = LabCases.ReadAll(folder, unreadable);
        findings.Say($"every case is decided as its place says ({cases.Count} cases)", [.. unreadable, .. cases.Wrong(changed).Take(Shown)]);
        findings.Say("the new rule has cases on both sides",
        [
            .. cases.Has(Action, Role, allow: true) ? Array.Empty<string>() : [$"no case in {Action}/allow with the role {Role}"],
            .. cases.Has(Action, Role, allow: false, "no_relationship") ? Array.Empty<string>() : [$"no case in {Action}/deny named no_relationship--….json with the role {Role}: without it, the next change may forget the relationship"],
        ]);
        return Task.CompletedTask;
    }

    private static void Wanted(LabPolicies changed, IReadOnlyList<RecordedInput> inputs, Findings findings)
    {
        var own = inputs.Where(input => input.Action == Action && input.Role == Role).Select(input => (input.Input, Related: IsRelated(input), Decided: changed.Ask(input.Input))).ToList();
        findings.Say("booking staff read the patient whom their hospital treats, without the emergency contact",
            own.Any(one => one.Related && one.Decided.Allow && one.Decided.Masked == WantedMask) ? [] :
            own.Any(one => one.Related && one.Decided.Allow) ? [$"they read it, but with the emergency contact: mask {WantedMask}"] : ["they are still refused"]);
        findings.Say("and nobody whom it does not treat",
            own.Any(one => !one.Related && one.Decided.Allow) ? ["they read patients without any relationship of their hospital: that is the incident with a role"] : []);
    }

    // Somebody's relationship of the asker's organisation, as the input has it.
    private static bool IsRelated(RecordedInput input)
    {
        using var root = JsonDocument.Parse(input.Input.ToJson());
        var organisation = root.RootElement.GetProperty("subject").GetProperty("organisation").GetString();
        return root.RootElement.GetProperty("context").TryGetProperty("relationship", out var all) && all.ValueKind == JsonValueKind.Array
            && all.EnumerateArray().Any(one => one.TryGetProperty("organisation", out var its) && its.ValueEquals(organisation));
    }

    private static SortedDictionary<string, int> Changes(LabPolicies before, LabPolicies after, IReadOnlyList<RecordedInput> inputs, CancellationToken cancellation)
    {
        var changes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var input in inputs)
        {
            cancellation.ThrowIfCancellationRequested();
            var (old, now) = (before.Ask(input.Input), after.Ask(input.Input));
            var how = (old.Allow, now.Allow) switch
            {
                (false, true) => "denied to allowed",
                (true, false) => "allowed to denied",
                (true, true) when old.Json != now.Json => "other obligations",
                (false, false) when !old.Reasons.SequenceEqual(now.Reasons) => $"denied ({string.Join(", ", old.Reasons)}) to denied ({string.Join(", ", now.Reasons)})",
                _ => null,
            };
            if (how is not null)
            {
                var change = $"{input.Action} as {input.Role}: {how}";
                changes[change] = changes.GetValueOrDefault(change) + 1;
            }
        }

        return changes;
    }

    private static HashSet<string> Said(LabFolder folder)
    {
        var file = folder[Intent];
        try
        {
            return JsonNode.Parse(File.ReadAllText(file))?["changes"] is JsonArray changes
                ? [.. changes.Select(change => change!.GetValue<string>())]
                : throw new LabException($"{LabFolder.Show(file)} has no list \"changes\" of sentences");
        }
        catch (Exception wrong) when (wrong is JsonException or FileNotFoundException or InvalidOperationException)
        {
            throw new LabException($"{LabFolder.Show(file)}: {wrong.Message} It must be {{ \"changes\": [\"…\"] }}.", inner: wrong);
        }
    }
}
