using System.Text.Json;
using Platform.Rego.Values;

namespace Platform.Cli.Labs.Policies;

/// <summary>The attendee's case matrix: the folder is the expected decision, the name of a denial begins with its reason.</summary>
internal sealed class LabCases
{
    public const string Folder = "cases";

    private readonly List<Case> cases = [];

    /// <summary>Reasons that a matrix of this action cannot do without.</summary>
    public static IReadOnlyList<string> Reasons { get; } = ["missing_subject", "role_not_permitted", "workload_not_granted", "no_relationship"];

    public int Count => cases.Count;

    /// <summary>Reads the files; what cannot be read is told.</summary>
    public static LabCases Read(LabFolder folder, string action, List<string> against)
    {
        var read = new LabCases();
        read.Add(folder, action, against);
        return read;
    }

    /// <summary>Reads the files of every action.</summary>
    public static LabCases ReadAll(LabFolder folder, List<string> against)
    {
        var read = new LabCases();
        foreach (var action in Directory.GetDirectories(folder[Folder]).Select(one => Path.GetFileName(one)).Order(StringComparer.Ordinal))
            read.Add(folder, action, against);
        return read;
    }

    /// <summary>Whether there is a case of an action and a role on a side, for that reason.</summary>
    public bool Has(string action, string role, bool allow, string? reason = null) => cases.Any(one => one.Action == action && one.Allow == allow && one.Role == role && (reason is null || one.Reason == reason));

    private void Add(LabFolder folder, string expected, List<string> against)
    {
        foreach (var side in new[] { "allow", "deny" })
        {
            var at = folder[Folder, expected, side];
            foreach (var file in Directory.Exists(at) ? Directory.GetFiles(at, "*.json").Order(StringComparer.Ordinal).ToArray() : [])
            {
                try
                {
                    var input = Val.Parse(File.ReadAllBytes(file));
                    var action = input.TryGet("action", out var named) && named.Kind == ValKind.String ? named.AsString() : "none";
                    if (action == expected)
                        cases.Add(new Case(action, RoleOf(input), LabFolder.Show(file), side == "allow", Path.GetFileNameWithoutExtension(file).Split("--")[0], input));
                    else
                        against.Add($"{LabFolder.Show(file)} asks for the action {action}, not {expected}");
                }
                catch (Exception broken) when (broken is JsonFormatException or JsonException)
                {
                    against.Add($"{LabFolder.Show(file)}: {broken.Message}");
                }
            }
        }
    }

    private static string RoleOf(Val input) =>
        input.TryGet("subject", out var subject) && subject.TryGet("roles", out var roles) && roles.Kind == ValKind.Array && roles.Count > 0 && roles[0] is { Kind: ValKind.String } role
            ? role.AsString()
            : "";

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

    private sealed record Case(string Action, string Role, string File, bool Allow, string Reason, Val Input);
}
