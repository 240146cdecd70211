using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Cli.Running;

namespace Platform.Cli.Labs.Policies;

/// <summary>
/// A copy of the product's policies, laid out as an OPA bundle, with one more action: reading a patient's summary, the route that a migration left
/// open. Its grants and its line in the decision are ready; its policy says yes to everybody.
/// </summary>
internal static class SummaryPolicies
{
    public const string Action = "records.summary.read";
    public const string Folder = "policies";

    /// <summary>The attendee's policy, below <see cref="Folder"/>.</summary>
    public const string Policy = "records/summary/read.rego";

    /// <summary>The attendee's tests, below <see cref="Folder"/>.</summary>
    public const string Tests = "records/summary/read_test.rego";

    private static readonly string[] Readers = ["gp", "consultant", "patient"];
    private const string Caller = "spiffe://platform.local/ns/default/gateway";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes the copy into the lab's folder, without the attendee's policy.</summary>
    public static void CopyTo(LabFolder folder)
    {
        CopyProduct(folder);
        File.AppendAllText(folder[Folder, "decision.rego"], $"\ndecision := data.platform.actions.{Action}.outcome if input.action == \"{Action}\"\n");
        foreach (var role in Readers)
            Grant(folder, "roles", role);
        Grant(folder, "workloads", Caller);
        Directory.CreateDirectory(Path.GetDirectoryName(folder[Folder, Policy])!);
    }

    /// <summary>The product's policies and data, without its cases and schemas.</summary>
    public static void CopyProduct(LabFolder folder, string to = Folder)
    {
        var product = Repository.File("policies");
        foreach (var file in Directory.EnumerateFiles(product, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var parts = Path.GetRelativePath(product, file).Split(Path.DirectorySeparatorChar);
            var target = parts switch
            {
                [.., "data.json"] => folder[[to, .. parts]],
                _ when file.EndsWith(".rego", StringComparison.Ordinal) => folder[[to, .. parts]],
                _ => null,
            };
            if (target is null)
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static void Grant(LabFolder folder, string document, string holder)
    {
        var file = folder[Folder, "platform", document, "data.json"];
        var root = JsonNode.Parse(File.ReadAllText(file))!;
        root[holder]!["actions"]!.AsArray().Add(Action);
        File.WriteAllText(file, root.ToJsonString(Indented) + "\n");
    }
}
