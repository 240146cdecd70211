using Platform.Cli.Policy;

namespace Platform.Policies.Tests.Changes;

public sealed class Matrix
{
    private static readonly string Approved = File.ReadAllText(Path.Combine(PolicySource.Folder, "matrix.md"));

    [Fact]
    public void Is_what_was_approved() => Assert.Empty(MatrixChanges.Between(Approved, Of(ChangedPolicies.Ours)));

    [Fact]
    public void Has_every_action() =>
        Assert.Equal(PolicySource.Actions, Approved.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..].TrimEnd()));

    [Fact]
    public void Shows_a_role_that_may_do_more()
    {
        using var changed = new ChangedPolicies().Grant("auditor", "records.note.read").Replace("platform/purposes/data.json", "\"auditor\": { \"*\": { \"default\": \"HOPERAT\", \"allowed\": [\"HOPERAT\"] } }", "\"auditor\": { \"*\": { \"default\": \"HOPERAT\", \"allowed\": [\"HOPERAT\", \"TREAT\"] } }");
        var changes = MatrixChanges.Between(Approved, Of(changed.Read()));
        Assert.Contains(changes, change => change.StartsWith("+ records.note.read | auditor |", StringComparison.Ordinal));
    }

    [Fact]
    public void Shows_a_workload_that_may_call_no_more()
    {
        using var changed = new ChangedPolicies().Replace("platform/workloads/data.json", "\"records.note.read\",", "");
        var changes = MatrixChanges.Between(Approved, Of(changed.Read()));
        Assert.NotEmpty(changes);
        Assert.All(changes, change => Assert.StartsWith("- records.note.read | ", change));
    }

    [Fact]
    public void Shows_an_obligation_that_is_gone()
    {
        var mask = Approved.Split('\n').First(line => line.Contains("mask [", StringComparison.Ordinal));
        var changes = MatrixChanges.Between(Approved, Approved.Replace(mask, mask[..mask.IndexOf("mask [", StringComparison.Ordinal)] + "|", StringComparison.Ordinal));
        Assert.Contains(changes, change => change.StartsWith("- ", StringComparison.Ordinal) && change.Contains("mask", StringComparison.Ordinal));
    }

    private static string Of(PolicyFolder folder) => PermissionMatrix.Of(folder, TestContext.Current.CancellationToken).ToMarkdown();
}
