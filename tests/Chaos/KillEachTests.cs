using Platform.Chaos.Fixtures;
using Platform.Hosting.PostgreSQL;
using Platform.Testing;

namespace Platform.Chaos;

public sealed class KillingEachProcess
{
    private const int Count = 300;
    private static readonly HashSet<string> Processes =
    [
        "identity", "policy", "ledger", "messaging", "records", "records-dapr", "referrals", "referrals-dapr",
        "notifications", "notifications-dapr", "gateway", "gateway-dapr",
    ];

    [Fact]
    public Task Leads_to_one_notification_for_every_referral_on_SQLite() => HoldsOnAsync("sqlite", Processes);

    [Fact]
    public async Task Leads_to_one_notification_for_every_referral_on_PostgreSQL()
    {
        Assert.SkipWhen(PostgresInstallation.Find() is null, "PostgreSQL is not installed; eng/install-postgresql.sh installs it");
        await HoldsOnAsync("postgres", [.. Processes, "database"]);
    }

    private static async Task HoldsOnAsync(string database, HashSet<string> processes)
    {
        using var state = new TemporaryDirectory();
        var run = await ChaosCommand.RunAsync(state.Path, "kill-each", "--count", $"{Count}", "--database", database);
        ChaosCommand.AssertHeld(run, Count);
        var killed = run.Report["injections"]!.AsArray().Select(injection => (string)injection!["resource"]!).ToHashSet();
        Assert.Superset(processes, killed);
    }
}
