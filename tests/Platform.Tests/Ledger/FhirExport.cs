using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.Referrals.Fhir;
using Platform.Rego.AspNetCore;
using Platform.Tests.Identity;

namespace Platform.Tests.Ledger;

/// <summary>The accesses to a record as FHIR AuditEvents, and who may have them.</summary>
public sealed class FhirExport : IAsyncLifetime
{
    private const string Auditor = "auditor:user-auditor";

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
    public async Task Every_access_is_an_AuditEvent_with_what_R4_requires()
    {
        await StoreAsync(Events.Read(), Events.Read(patient: "another"), Events.Read(outcome: "deny", action: "records.patient.search"));

        var bundle = await AskAsync($"patient={Events.Patient}");

        Assert.Equal(("Bundle", "searchset", 2), (bundle.Text("resourceType"), bundle.Text("type"), (int)bundle["total"]!));
        var events = bundle.Each("entry").Select(entry => entry.At("resource")!).ToList();
        Assert.All(events, one =>
        {
            // The elements of cardinality 1.. in R4.
            Assert.Equal("AuditEvent", one.Text("resourceType"));
            Assert.Equal("rest", one.Text("type", "code"));
            Assert.True(DateTimeOffset.TryParse(one.Text("recorded"), out _));
            Assert.NotEmpty(one.Each("agent"));
            Assert.NotEmpty(one.Each("agent"));
            Assert.All(one.Each("agent"), agent => Assert.NotNull(agent["requestor"]));
            Assert.Single(one.Each("agent"), agent => (bool)agent["requestor"]!);
            Assert.Equal(RunningIdentity.IdOf("records").ToString(), one.At("source").Text("observer", "identifier", "value"));
            Assert.Equal($"Patient/{Events.Patient}", one.Each("entity").First().Text("what", "reference"));
            Assert.DoesNotContain("[]", one.ToJsonString(), StringComparison.Ordinal);
        });
        Assert.Equal([("E", "4"), ("R", "0")], events.Select(one => (one.Text("action")!, one.Text("outcome")!)));
        Assert.Equal("TREAT", events[0].Each("purposeOfEvent").Single().CodeOf("http://terminology.hl7.org/CodeSystem/v3-ActReason"));
        Assert.Equal("user-consultant", events[0].Each("agent").First().Text("who", "identifier", "value"));
        Assert.Equal("RXX01", events[0].Each("agent").ElementAt(1).Text("who", "identifier", "value"));
    }

    [Fact]
    public async Task Others_of_the_same_list_are_not_named()
    {
        await StoreAsync(Events.Read(patient: null, action: "records.patient.search", several: [Events.Patient, "another"]));

        Assert.DoesNotContain("another", (await AskAsync($"patient={Events.Patient}")).ToJsonString(), StringComparison.Ordinal);
        // The control: the event is about the other one too.
        Assert.Equal(1, (int)(await AskAsync("patient=another"))["total"]!);
    }

    [Fact]
    public async Task Pages_are_followed_by_their_links_and_hold_each_access_once()
    {
        await StoreAsync([.. Enumerable.Range(0, 7).Select(_ => Events.Read())]);
        List<string> seen = [];
        List<int> sizes = [];

        for (var query = $"patient=Patient/{Events.Patient}&_count=3"; query is not null && sizes.Count < 9;)
        {
            var page = await AskAsync(query);
            Assert.Equal(7, (int)page["total"]!);
            sizes.Add(page.Each("entry").Count());
            seen.AddRange(page.Each("entry").Select(entry => entry.Text("resource", "id")!));
            query = page.Each("link").SingleOrDefault(link => link.Text("relation") == "next").Text("url")?.Split('?')[1];
        }

        Assert.Equal([3, 3, 1], sizes);
        Assert.Equal(7, seen.Distinct().Count());
    }

    [Fact]
    public async Task The_export_is_itself_an_access()
    {
        await AskAsync($"patient={Events.Patient}");
        Assert.Equal(1, await ledger.ShipOwnAsync());

        var access = Assert.Single((await AskAsync($"patient={Events.Patient}")).Each("entry"));
        Assert.Contains("platform.audit.export", access.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gp:user-gp", $"patient={Events.Patient}", HttpStatusCode.Forbidden)]
    [InlineData("consultant:user-consultant", $"patient={Events.Patient}", HttpStatusCode.Forbidden)]
    [InlineData("patient:" + Events.Patient, $"patient={Events.Patient}", HttpStatusCode.Forbidden)]
    [InlineData("", $"patient={Events.Patient}", HttpStatusCode.Unauthorized)]
    [InlineData(Auditor, "", HttpStatusCode.BadRequest)]
    [InlineData(Auditor, "patient=9990000018", HttpStatusCode.BadRequest)]
    [InlineData(Auditor, $"patient={Events.Patient}&patient=another", HttpStatusCode.BadRequest)]
    [InlineData(Auditor, $"patient={Events.Patient}&_page=x", HttpStatusCode.BadRequest)]
    [InlineData(Auditor, $"patient={Events.Patient}&agent=x", HttpStatusCode.BadRequest)]
    public async Task A_refusal_is_an_OperationOutcome_and_tells_nothing(string user, string query, HttpStatusCode status)
    {
        await StoreAsync(Events.Read());
        using var gateway = await ClientAsync(user);

        using var answer = await gateway.GetAsync($"/AuditEvent?{query}");
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("OperationOutcome", JsonNode.Parse(text).Text("resourceType"));
        Assert.DoesNotContain("user-consultant", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ledger_that_was_tampered_with_exports_nothing()
    {
        await StoreAsync(Events.Read());
        ledger.Sql("DROP TRIGGER ledger_never_updated");
        ledger.Sql("UPDATE ledger SET body = replace(body, 'RXX01', 'RXX02')");
        using var gateway = await ClientAsync(Auditor);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await gateway.GetAsync($"/AuditEvent?patient={Events.Patient}")).StatusCode);
    }

    private async Task StoreAsync(params AuditEvent[] events)
    {
        using var records = await ledger.ClientAsync("records");
        using var content = RunningLedger.Json(RunningLedger.Text(Events.Batch(events)));
        Assert.Equal(HttpStatusCode.OK, (await records.PostAsync("/audit", content)).StatusCode);
    }

    private async Task<JsonObject> AskAsync(string query)
    {
        using var gateway = await ClientAsync(Auditor);
        return (await gateway.GetFromJsonAsync<JsonObject>($"/AuditEvent?{query}"))!;
    }

    private async Task<HttpClient> ClientAsync(string user)
    {
        var gateway = await ledger.ClientAsync("gateway");
        if (user.Length > 0)
            gateway.DefaultRequestHeaders.Add("test-user", user);
        return gateway;
    }
}
