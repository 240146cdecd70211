using System.Text.Json.Nodes;
using Platform.Testing;

namespace Platform.EndToEnd.Tests;

[Trait("requirement", "ID-01")]
[Trait("requirement", "DM-06")]
[Trait("requirement", "DE-07")]
public sealed class Demo
{
    private const int IdentityClasses = 8;

    [Fact]
    public async Task Plays_the_journey_in_one_trace_and_is_refused_everywhere()
    {
        using var state = new TemporaryDirectory();
        var (exitCode, output, errors) = await PlatformCommand.RunAsync(state.Path, "demo", "--json");

        Assert.True(exitCode == 0, errors);
        var report = JsonNode.Parse(Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)))!;
        var journey = report["journey"]!;
        Assert.True((bool)journey["ok"]!);
        Assert.Superset(
            new HashSet<string> { "gateway", "gateway-dapr", "referrals", "referrals-dapr", "records", "records-dapr", "notifications", "notifications-dapr" },
            journey["services"]!.AsArray().Select(service => (string)service!).ToHashSet());
        Assert.True((int)journey["decisions"]! >= 4, "the gateway's, the submission's, the matching's and the relationship's");

        var breach = report["breach"]!;
        Assert.Equal(0, (int)breach["leaked"]!);
        Assert.Equal(0, (int)breach["failed"]!);
        Assert.Equal((int)breach["attempts"]!, (int)breach["refused"]!);
        Assert.True((int)breach["attempts"]! >= 60 * IdentityClasses, $"only {breach["attempts"]} attempts");

        var canary = report["canary"]!;
        Assert.Empty(canary["hits"]!.AsArray());
        Assert.True((bool)canary["foundWhereItBelongs"]!, "a search that does not find the patient in the databases proves nothing");
        Assert.Contains("messages over the broker: 18 of 18 refused", errors, StringComparison.Ordinal);

        var audit = report["audit"]!;
        Assert.True((bool)audit["ok"]!, "the ledger knows the consultant's readings");
        Assert.Equal(0, (int)audit["doubled"]!);
        Assert.True((int)audit["accesses"]! > 20, $"only {audit["accesses"]} accesses to a record that was read, and attacked on every route");
    }
}
