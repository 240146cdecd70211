using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.Rego.AspNetCore;
using Platform.Tests.Identity;

namespace Platform.Tests.Ledger;

/// <summary>The question, who may ask it, and what they are told.</summary>
[Trait("requirement", "AU-07")]
[Trait("requirement", "AU-08")]
public sealed class WhoSawThisPatient : IAsyncLifetime
{
    private const string Auditor = "auditor:user-auditor";
    private const string Patient = "patient:" + Events.Patient;

    private RunningIdentity identity = null!;
    private RunningLedger ledger = null!;

    public async ValueTask InitializeAsync()
    {
        identity = await RunningIdentity.StartAsync();
        ledger = await RunningLedger.StartAsync(identity);
    }

    public async ValueTask DisposeAsync()
    {
        await ledger.DisposeAsync();
        await identity.DisposeAsync();
    }

    [Fact]
    public async Task An_auditor_is_told_every_access_newest_first()
    {
        await StoreAsync(Events.Read(), Events.Read(patient: "another"), Events.Read(outcome: "deny"));

        var items = (await AskAsync(Auditor))["items"]!.AsArray();

        Assert.Equal(["deny", "permit"], items.Select(item => (string)item!["outcome"]!));
        Assert.Equal("user-consultant", (string)items[0]!["subject"]!);
        Assert.Equal(RunningIdentity.IdOf("records").ToString(), (string)items[0]!["recorder"]!);
    }

    [Fact]
    public async Task Everybody_on_the_page_of_a_list_was_seen()
    {
        await StoreAsync(Events.Read(patient: null, action: "records.patient.search", several: [Events.Patient, "another"]));
        Assert.Single((await AskAsync(Auditor))["items"]!.AsArray());
        Assert.Single((await AskAsync(Auditor, "another"))["items"]!.AsArray());
        Assert.Empty((await AskAsync(Auditor, "a-third"))["items"]!.AsArray());
    }

    [Fact]
    public async Task The_question_is_itself_an_access()
    {
        await AskAsync("privacy-officer:user-officer");
        Assert.Equal(1, await ledger.ShipOwnAsync());

        var item = Assert.Single((await AskAsync(Auditor))["items"]!.AsArray())!;
        Assert.Equal(("platform.audit.read", "user-officer"), ((string)item["action"]!, (string)item["subject"]!));
    }

    [Fact]
    public async Task A_patient_is_told_roles_and_organisations_but_no_names_and_no_refusals()
    {
        await StoreAsync(Events.Read(), Events.Read(outcome: "deny"));

        var item = Assert.Single((await AskAsync(Patient))["items"]!.AsArray())!.AsObject();

        Assert.Equal(["breakGlass", "organisation", "purpose", "roles", "time"], item.Select(member => member.Key).Order());
        Assert.Equal("RXX01", (string)item["organisation"]!);
    }

    [Theory]
    [InlineData("gp:user-gp", Events.Patient, HttpStatusCode.Forbidden)]
    [InlineData("consultant:user-consultant", Events.Patient, HttpStatusCode.Forbidden)]
    [InlineData("operator:user-operator", Events.Patient, HttpStatusCode.Forbidden)]
    [InlineData(Patient, "another", HttpStatusCode.NotFound)]
    [InlineData("", Events.Patient, HttpStatusCode.Unauthorized)]
    [InlineData(Auditor, "9990000018", HttpStatusCode.BadRequest)]
    [InlineData(Auditor, "999-000-0018", HttpStatusCode.BadRequest)]
    public async Task Nobody_else_is_told_and_nobody_asks_by_number(string user, string patient, HttpStatusCode status)
    {
        using var gateway = await ClientAsync(user);
        Assert.Equal(status, (await gateway.GetAsync($"/audit/patients/{patient}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Auditor));
    }

    [Fact]
    public async Task A_page_holds_fifty_and_the_pages_hold_each_access_once()
    {
        await StoreAsync([.. Enumerable.Range(0, 120).Select(_ => Events.Read())]);
        using var gateway = await ClientAsync(Auditor);
        Assert.Equal(HttpStatusCode.BadRequest, (await gateway.GetAsync($"/audit/patients/{Events.Patient}?limit=51")).StatusCode);

        var seen = new List<long>();
        JsonNode? next = null;
        do
        {
            var page = (await gateway.GetFromJsonAsync<JsonObject>($"/audit/patients/{Events.Patient}{(next is null ? "" : $"?before={next}")}"))!;
            Assert.InRange(page["items"]!.AsArray().Count, 1, 50);
            seen.AddRange(page["items"]!.AsArray().Select(item => (long)item!["sequence"]!));
            next = page["next"];
        }
        while (next is not null);
        Assert.Equal(Enumerable.Range(1, 120).Reverse().Select(sequence => (long)sequence), seen);
    }

    private async Task StoreAsync(params AuditEvent[] events)
    {
        using var records = await ledger.ClientAsync("records");
        using var content = RunningLedger.Json(RunningLedger.Text(Events.Batch(events)));
        Assert.Equal(HttpStatusCode.OK, (await records.PostAsync("/audit", content)).StatusCode);
    }

    private async Task<JsonObject> AskAsync(string user, string patient = Events.Patient)
    {
        using var gateway = await ClientAsync(user);
        return (await gateway.GetFromJsonAsync<JsonObject>($"/audit/patients/{patient}"))!;
    }

    private async Task<HttpStatusCode> StatusAsync(string user)
    {
        using var gateway = await ClientAsync(user);
        return (await gateway.GetAsync($"/audit/patients/{Events.Patient}")).StatusCode;
    }

    private async Task<HttpClient> ClientAsync(string user)
    {
        var gateway = await ledger.ClientAsync("gateway");
        if (user.Length > 0)
            gateway.DefaultRequestHeaders.Add("test-user", user);
        return gateway;
    }
}
