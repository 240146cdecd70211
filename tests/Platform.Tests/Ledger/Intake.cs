using System.Net;
using System.Net.Http.Json;
using Platform.ServiceDefaults.Audit;
using Platform.Tests.Identity;

namespace Platform.Tests.Ledger;

/// <summary>Who may write to the ledger, and what.</summary>
public sealed class Intake : IAsyncLifetime
{
    private RunningIdentity identity = null!;
    private RunningLedger ledger = null!;
    private HttpClient records = null!;

    public async ValueTask InitializeAsync()
    {
        identity = await RunningIdentity.StartAsync();
        ledger = await RunningLedger.StartAsync(identity);
        records = await ledger.ClientAsync("records");
    }

    public async ValueTask DisposeAsync()
    {
        records.Dispose();
        await ledger.DisposeAsync();
        await identity.DisposeAsync();
    }

    [Fact]
    public async Task A_batch_is_stored_and_sent_again_it_adds_nothing()
    {
        var batch = Events.Batch(Events.Read(), Events.Read());

        Assert.Equal(new AuditReceipt(2, 0), await ReceiptAsync(batch));
        Assert.Equal(new AuditReceipt(0, 2), await ReceiptAsync(batch));
        Assert.Equal(new AuditReceipt(1, 2), await ReceiptAsync(Events.Batch([.. batch.Records.Select(record => record.Event), Events.Read()])));
        Assert.Equal(3, ledger.Count());
        Assert.Equal(new(3, null), await ledger.VerifyAsync());
    }

    [Fact]
    public async Task An_altered_event_is_refused_and_nothing_of_its_batch_is_stored()
    {
        var seen = Events.Read();
        await ReceiptAsync(Events.Batch(seen));

        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(records, Events.Batch(Events.Read(), seen with { Outcome = "deny" })));
        Assert.Equal(1, ledger.Count());
    }

    [Fact]
    public async Task An_event_cannot_be_taken_over_by_another_recorder()
    {
        var seen = Events.Read(action: "gateway.route.enter");
        using var gateway = await ledger.ClientAsync("gateway");
        Assert.Equal(HttpStatusCode.OK, await SendAsync(gateway, Events.BatchOf("gateway", seen)));

        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(records, Events.Batch(seen with { Action = "records.patient.read" })));
    }

    [Fact]
    public async Task Nobody_writes_what_another_process_decided()
    {
        using var referrals = await ledger.ClientAsync("referrals");

        // The batch claims to be of records; then it claims to be its own, with events that only records can have written.
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(referrals, Events.Batch(Events.Read())));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(referrals, Events.BatchOf("referrals", Events.Read())));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(records, Events.Batch(Events.Read(action: "platform.audit.read"))));
        Assert.Equal(0, ledger.Count());

        Assert.Equal(HttpStatusCode.OK, await SendAsync(referrals, Events.BatchOf("referrals", Events.Read(action: "referrals.referral.list"))));
    }

    [Fact]
    public async Task A_workload_that_is_not_on_the_list_is_refused()
    {
        using var probe = await ledger.ClientAsync("probe");
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(probe, Events.BatchOf("probe", Events.Read(action: "probe.patient.read"))));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(probe, Events.Batch(Events.Read())));
    }

    [Fact]
    public async Task Without_a_certificate_not_a_byte_is_answered()
    {
        using var nobody = await ledger.ClientAsync(null);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => SendAsync(nobody, Events.Batch(Events.Read())));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(records, Events.Batch(Events.Read())));
    }

    [Fact]
    public async Task A_body_that_is_not_exactly_a_batch_is_refused_and_nothing_is_stored()
    {
        var good = RunningLedger.Text(Events.Batch(Events.Read()));
        string[] bad =
        [
            good[..^20],
            good.Replace("\"lost\":0", "\"lost\":0,\"surprise\":1", StringComparison.Ordinal),
            good.Replace("\"lost\":0", "\"lost\":0,\"lost\":0", StringComparison.Ordinal),
            good.Replace("\"lost\":0,", "", StringComparison.Ordinal),
            good.Replace("\"lost\":0", "\"lost\":\"0\"", StringComparison.Ordinal),
            good.Replace("\"lost\":0", "\"Lost\":0", StringComparison.Ordinal),
            good.Replace("\"outcome\":\"permit\"", "\"outcome\":\"allowed\"", StringComparison.Ordinal),
            good.Replace("\"purpose\":", "\"reason\":", StringComparison.Ordinal),
            "[]", "null", "",
        ];

        foreach (var body in bad)
        {
            Assert.NotEqual(good, body);
            using var content = RunningLedger.Json(body);
            using var answer = await records.PostAsync("/audit", content);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{(int)answer.StatusCode} for {body}");
        }

        Assert.Equal(0, ledger.Count());
        using var right = RunningLedger.Json(good);
        Assert.Equal(HttpStatusCode.OK, (await records.PostAsync("/audit", right)).StatusCode);
    }

    [Fact]
    public async Task A_batch_out_of_order_with_an_event_twice_or_too_large_is_refused()
    {
        var entry = Events.Read();
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(records, Events.Batch(entry, entry)));
        var batch = Events.Batch(Events.Read(), Events.Read());
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(records, batch with { Records = [batch.Records[1], batch.Records[0]] }));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(records, Events.Batch(Events.Read() with { Purpose = new string('x', 5000) })));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(records, Events.Batch([.. Enumerable.Range(0, 501).Select(_ => Events.Read())])));
        // Asked before it is sent: the answer to so large a body comes before its end.
        using var huge = new HttpRequestMessage(HttpMethod.Post, "/audit") { Content = RunningLedger.Json(new string(' ', 5 << 20)), Headers = { ExpectContinue = true } };
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await records.SendAsync(huge)).StatusCode);
        Assert.Equal(0, ledger.Count());
    }

    private async Task<AuditReceipt?> ReceiptAsync(AuditBatch batch)
    {
        using var content = RunningLedger.Json(RunningLedger.Text(batch));
        using var answer = await records.PostAsync("/audit", content);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<AuditReceipt>();
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, AuditBatch batch)
    {
        using var content = RunningLedger.Json(RunningLedger.Text(batch));
        using var answer = await client.PostAsync("/audit", content);
        return answer.StatusCode;
    }
}
