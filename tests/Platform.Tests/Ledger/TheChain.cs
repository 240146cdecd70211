using System.Net;
using Microsoft.Data.Sqlite;
using Platform.Tests.Identity;

namespace Platform.Tests.Ledger;

/// <summary>What somebody can do who has the database itself.</summary>
[Trait("requirement", "AU-03")]
public sealed class TheChain : IAsyncLifetime
{
    private RunningIdentity identity = null!;
    private RunningLedger ledger = null!;

    public async ValueTask InitializeAsync()
    {
        identity = await RunningIdentity.StartAsync();
        ledger = await RunningLedger.StartAsync(identity);
        using var records = await ledger.ClientAsync("records");
        using var content = RunningLedger.Json(RunningLedger.Text(Events.Batch([.. Enumerable.Range(0, 5).Select(_ => Events.Read())])));
        Assert.Equal(HttpStatusCode.OK, (await records.PostAsync("/audit", content)).StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        await ledger.DisposeAsync();
        await identity.DisposeAsync();
    }

    [Theory]
    [InlineData("UPDATE ledger SET outcome = 'deny' WHERE sequence = 3")]
    [InlineData("DELETE FROM ledger WHERE sequence = 3")]
    [InlineData("UPDATE ledger_patients SET patient_ref = 'another'")]
    [InlineData("DELETE FROM ledger_patients")]
    public async Task A_row_is_never_changed_or_deleted(string statement)
    {
        Assert.Throws<SqliteException>(() => ledger.Sql(statement));
        Assert.Equal(new(5, null), await ledger.VerifyAsync());
    }

    [Theory]
    [InlineData("UPDATE ledger SET body = replace(body, 'user-consultant', 'user-nobody') WHERE sequence = 3", 3)]
    [InlineData("UPDATE ledger SET outcome = 'deny' WHERE sequence = 2", 2)]
    [InlineData("UPDATE ledger SET lost = 7 WHERE sequence = 4", 4)]
    [InlineData("UPDATE ledger SET recorder = 'spiffe://platform.local/ns/default/gateway' WHERE sequence = 5", 5)]
    [InlineData("DELETE FROM ledger WHERE sequence = 3", 3)]
    [InlineData("UPDATE ledger SET sequence = -sequence WHERE sequence IN (2, 4); UPDATE ledger SET sequence = 6 + sequence WHERE sequence IN (-2, -4)", 2)]
    [InlineData("DELETE FROM ledger_patients WHERE sequence = 2", 2)]
    [InlineData("INSERT INTO ledger_patients VALUES ('another', 4)", 4)]
    public async Task Tampering_past_the_triggers_is_found_at_the_first_bad_row(string statement, long first)
    {
        Assert.Equal(new(5, null), await ledger.VerifyAsync());
        ledger.Sql("PRAGMA foreign_keys = OFF; DROP TRIGGER ledger_never_updated; DROP TRIGGER ledger_never_deleted; DROP TRIGGER ledger_patients_never_deleted; " + statement);

        var found = await ledger.VerifyAsync();

        Assert.Equal(first, found.FirstBad);
        Assert.Equal(first - 1, found.VerifiedSequence);
    }

    [Fact]
    public async Task A_tampered_head_is_neither_read_from_nor_added_to()
    {
        using var gateway = await ledger.ClientAsync("gateway");
        gateway.DefaultRequestHeaders.Add("test-user", "auditor:user-auditor");
        Assert.Equal(HttpStatusCode.OK, (await gateway.GetAsync($"/audit/patients/{Events.Patient}")).StatusCode);

        ledger.Sql("DROP TRIGGER ledger_never_updated; UPDATE ledger SET body = replace(body, 'permit', 'deny') WHERE sequence = 5");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await gateway.GetAsync($"/audit/patients/{Events.Patient}")).StatusCode);
        using var records = await ledger.ClientAsync("records");
        using var content = RunningLedger.Json(RunningLedger.Text(Events.Batch(Events.Read())));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await records.PostAsync("/audit", content)).StatusCode);
    }
}
