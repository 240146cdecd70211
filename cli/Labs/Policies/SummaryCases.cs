using System.Text.Json;
using Platform.Rego.Values;

namespace Platform.Cli.Labs.Policies;

/// <summary>The attendee's case matrix: the folder is the expected decision, the name of a denial begins with its reason.</summary>
internal sealed class SummaryCases
{
    public const string Folder = "cases";

    private readonly List<Case> cases = [];

    /// <summary>Reasons that a matrix of this action cannot do without.</summary>
    public static IReadOnlyList<string> Reasons { get; } = ["missing_subject", "role_not_permitted", "workload_not_granted", "no_relationship"];

    public int Count => cases.Count;

    /// <summary>Reads the files; what cannot be read is told.</summary>
    public static SummaryCases Read(LabFolder folder, List<string> against)
    {
        var read = new SummaryCases();
        foreach (var side in new[] { "allow", "deny" })
        {
            var at = folder[Folder, SummaryPolicies.Action, side];
            foreach (var file in Directory.Exists(at) ? Directory.GetFiles(at, "*.json").Order(StringComparer.Ordinal).ToArray() : [])
            {
                try
                {
                    var input = Val.Parse(File.ReadAllBytes(file));
                    var action = input.TryGet("action", out var named) && named.Kind == ValKind.String ? named.AsString() : "none";
                    if (action == SummaryPolicies.Action)
                        read.cases.Add(new Case(LabFolder.Show(file), side == "allow", Path.GetFileNameWithoutExtension(file).Split("--")[0], input));
                    else
                        against.Add($"{LabFolder.Show(file)} asks for the action {action}, not {SummaryPolicies.Action}");
                }
                catch (Exception broken) when (broken is JsonFormatException or JsonException)
                {
                    against.Add($"{LabFolder.Show(file)}: {broken.Message}");
                }
            }
        }

        return read;
    }

    /// <summary>What the matrix lacks: a side, or a reason.</summary>
    public IEnumerable<string> Missing()
    {
        if (!cases.Any(one => one.Allow))
            yield return $"no case in {SummaryPolicies.Action}/allow: a door that is never open passes any other case";
        foreach (var reason in Reasons.Where(reason => !cases.Any(one => !one.Allow && one.Reason == reason)))
            yield return $"no case in {SummaryPolicies.Action}/deny named {reason}--….json";
    }

    /// <summary>The cases that a policy decides otherwise than their place says.</summary>
    public IEnumerable<string> Wrong(LabPolicies policies)
    {
        foreach (var one in cases)
        {
            var decided = policies.Ask(one.Input);
            if (one.Allow != decided.Allow || (!one.Allow && !decided.Reasons.SequenceEqual([one.Reason])))
                yield return $"{one.File}: {decided}, its place says {(one.Allow ? "allowed" : $"denied ({one.Reason})")}";
        }
    }

    private sealed record Case(string File, bool Allow, string Reason, Val Input);
}
