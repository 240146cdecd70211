using System.Text.Json.Nodes;
using Platform.Cli.Policy;
using Platform.Testing;

namespace Platform.Policies.Tests.Changes;

/// <summary>A copy of the policies, to be changed by a test.</summary>
internal sealed class ChangedPolicies : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    public ChangedPolicies()
    {
        foreach (var file in Directory.EnumerateFiles(PolicySource.Folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder.Path, Path.GetRelativePath(PolicySource.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public static PolicyFolder Ours { get; } = PolicyFolder.Read(PolicySource.Folder);

    public string this[string file] => folder[file];

    public PolicyFolder Read() => PolicyFolder.Read(folder.Path);

    public ChangedPolicies Grant(string role, string action)
    {
        var roles = JsonNode.Parse(File.ReadAllText(folder["platform/roles/data.json"]))!;
        roles[role]!["actions"]!.AsArray().Add(action);
        File.WriteAllText(folder["platform/roles/data.json"], roles.ToJsonString());
        return this;
    }

    public ChangedPolicies Replace(string file, string old, string now)
    {
        var text = File.ReadAllText(folder[file]);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(folder[file], text.Replace(old, now, StringComparison.Ordinal));
        return this;
    }

    public void Dispose() => folder.Dispose();
}
