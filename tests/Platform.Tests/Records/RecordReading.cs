using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts;
using Platform.Contracts.Records;
using Platform.Records.Seeding;
using Platform.Referrals.Fhir;
using Platform.Tests.Domain;

namespace Platform.Tests.Records;

/// <summary>Who sees what of a record. The seeded patient 0 is registered with the GP's practice, patient 1 with another.</summary>
public abstract class RecordReading<TRecords>(TRecords records) : IClassFixture<TRecords> where TRecords : RunningRecords
{
    private static readonly string Own = SyntheticId.Of("patient", 0);
    private static readonly string Others = SyntheticId.Of("patient", 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_practice_reads_its_patients_record_whole()
    {
        using var gp = records.Service.For(TestPerson.Gp);

        using var answer = await gp.GetAsync($"/patients/{Own}", Cancellation);
        var record = await answer.Content.ReadFromJsonAsync<JsonObject>(Cancellation);

        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal("9990000018", record.Text("nhsNumber"));
        Assert.NotNull(record!["emergencyContact"]);
    }

    [Trait("requirement", "PE-04")]
    [Fact]
    public async Task A_real_patient_and_none_look_alike_to_the_unrelated()
    {
        using var unrelated = records.Service.For(TestPerson.Unrelated);
        string[] paths = ["/patients/{0}", "/patients/{0}/notes", $"/patients/{{0}}/notes/{SyntheticId.Of("note", 10)}"];

        foreach (var path in paths)
        {
            var real = await SeenAsync(unrelated, string.Format(null, path, Others));
            var missing = await SeenAsync(unrelated, string.Format(null, path, Guid.NewGuid().ToString("D")));
            Assert.Equal(HttpStatusCode.NotFound, real.Status);
            Assert.Equal(missing, real);
        }
    }

    [Fact]
    public async Task A_real_patient_and_none_look_alike_to_an_auditor()
    {
        using var auditor = records.Service.For(TestPerson.Auditor);

        var real = await SeenAsync(auditor, $"/patients/{Own}");
        var missing = await SeenAsync(auditor, $"/patients/{Guid.NewGuid():D}");

        Assert.Equal(HttpStatusCode.Forbidden, real.Status);
        Assert.Equal(missing, real);
    }

    [Fact]
    public async Task Two_hundred_numbers_tell_the_unrelated_nothing()
    {
        using var unrelated = records.Service.For(TestPerson.Unrelated);
        HashSet<string> answers = [];

        foreach (var number in SyntheticNhsNumbers.All().Take(200))
        {
            using var answer = await unrelated.PostAsJsonAsync("/patients/search", new PatientSearch(number.Digits), Cancellation);
            answers.Add($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Cancellation)}");
        }

        Assert.Equal(["""200 {"items":[],"next":null}"""], answers);
    }

    [Trait("requirement", "PE-09")]
    [Fact]
    public async Task A_search_is_paged_and_finds_the_organisations_patients_alone()
    {
        using var gp = records.Service.For(TestPerson.Gp);
        List<string> found = [];
        string? after = null;
        do
        {
            using var answer = await gp.PostAsJsonAsync("/patients/search", new PatientSearch(After: after), Cancellation);
            var page = (await answer.Content.ReadFromJsonAsync<Page<PatientSummary>>(Cancellation))!;
            Assert.InRange(page.Items.Count, 1, Page.Limit);
            found.AddRange(page.Items.Select(item => item.Id));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(250, found.Distinct().Count());
        Assert.Equal(250, found.Count);
    }

    [Trait("requirement", "PE-07")]
    [Theory]
    [InlineData("/patients/search", """{"nhsNumber":"9990000018","organisation":"A81001"}""")]
    [InlineData("/patients/search", """{"nhsNumber":"9990000018","nhsNumber":"9990000840"}""")]
    [InlineData("/patients/search", """{"NhsNumber":"9990000018"}""")]
    [InlineData("/patients/search", """{"nhsNumber":"9990000019"}""")]
    [InlineData("/patients/search", """[]""")]
    [InlineData("/patients/{own}/notes", """{"kind":"advice","title":"t","text":"x","author":"somebody else"}""")]
    [InlineData("/patients/{own}/notes", """{"kind":"advice","title":"t","text":"x","confidentiality":"N"}""")]
    [InlineData("/patients/{own}/notes", """{"kind":"advice","title":"t","text":"x","$type":"Note"}""")]
    [InlineData("/patients/{own}/notes", """{"kind":"advice","title":"t","text":"x","labels":["made-up"]}""")]
    [InlineData("/patients/{own}/notes", """{"kind":"poem","title":"t","text":"x"}""")]
    [InlineData("/patients/{own}/notes", """{"kind":"advice","title":"","text":"x"}""")]
    [InlineData("/patients/{own}/notes", """{"kind":"advice"}""")]
    public async Task What_is_not_exactly_the_request_changes_nothing(string path, string body)
    {
        using var gp = records.Service.For(TestPerson.Gp);
        var before = await records.LookAsync(db => db.Notes.CountAsync(Cancellation));

        using var answer = await gp.PostAsync(
            path.Replace("{own}", Own, StringComparison.Ordinal), new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Cancellation);
        var problem = await answer.Content.ReadFromJsonAsync<JsonObject>(Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["decisionId", "status", "title", "traceId", "type"], problem!.Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Equal(before, await records.LookAsync(db => db.Notes.CountAsync(Cancellation)));
    }

    [Trait("requirement", "DM-03")]
    [Theory]
    [InlineData("/patients/9990000018")]
    [InlineData("/patients?nhsNumber=9990000018")]
    [InlineData("/patients/999%20000%200018")]
    public async Task An_address_with_an_nhs_number_is_refused(string path)
    {
        using var gp = records.Service.For(TestPerson.Gp);

        Assert.Equal(HttpStatusCode.BadRequest, (await gp.GetAsync(path, Cancellation)).StatusCode);
    }

    [Trait("requirement", "ID-11")]
    [Fact]
    public async Task A_labelled_note_asks_for_a_step_up()
    {
        using var gp = records.Service.For(TestPerson.Gp);

        using var answer = await gp.GetAsync($"/patients/{Own}/notes/{SyntheticId.Of("note", 2)}", Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("insufficient_user_authentication", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_is_written_by_the_caller_and_nobody_else()
    {
        using var gp = records.Service.For(TestPerson.Gp);

        using var answer = await gp.PostAsJsonAsync($"/patients/{Own}/notes", new WriteNote("advice", "Rest", "A week of rest.", "Asked by the partner."), Cancellation);
        var id = (await answer.Content.ReadFromJsonAsync<WrittenNote>(Cancellation))!.Id;

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var note = await records.LookAsync(db => db.Notes.SingleAsync(note => note.Id == id, Cancellation));
        Assert.Equal(("gp", "A81001", "N"), (note.Author, note.AuthorOrganisation, note.Confidentiality));
        var history = await records.LookAsync(db => db.History.SingleAsync(entry => entry.EntityId == id, Cancellation));
        Assert.Equal(("notes", "insert", "gp", "spiffe://platform.local/ns/default/gateway"), (history.Entity, history.Change, history.Subject, history.Actor));
    }

    [Trait("requirement", "PD-04")]
    [Fact]
    public async Task Nobody_writes_into_a_record_that_is_not_theirs()
    {
        using var gp = records.Service.For(TestPerson.Gp);

        using var answer = await gp.PostAsJsonAsync($"/patients/{Others}/notes", new WriteNote("advice", "Rest", "A week of rest."), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Trait("requirement", "PE-05")]
    [Theory]
    [InlineData("/patients/match", """{"nhsNumber":"9990000018"}""")]
    [InlineData("/relationships", """{"patientId":"x","referralId":"x","parties":[]}""")]
    [InlineData("/patients", "{}")]
    public async Task The_gateway_may_not_call_what_is_for_referrals(string path, string body)
    {
        using var gp = records.Service.For(TestPerson.Gp);

        using var answer = await gp.PostAsync(path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Trait("requirement", "DM-01")]
    [Fact]
    public async Task Notifications_may_read_nothing()
    {
        using var gp = records.Service.For(TestPerson.Gp, through: "notifications");

        Assert.Equal(HttpStatusCode.Forbidden, (await gp.GetAsync($"/patients/{Own}/notes/{SyntheticId.Of("note", 0)}", Cancellation)).StatusCode);
    }

    [Trait("requirement", "AU-01")]
    [Fact]
    public async Task Every_access_is_audited_once_with_patient_and_fields()
    {
        using var gp = records.Service.For(TestPerson.Gp);
        var before = records.Service.Audited.Count;

        await gp.GetAsync($"/patients/{Own}/notes/{SyntheticId.Of("note", 1)}", Cancellation);
        await gp.GetAsync($"/patients/{Others}", Cancellation);

        var events = records.Service.Audited.Skip(before).ToArray();
        Assert.Equal(2, events.Length);
        Assert.Equal(("records.note.read", "permit", Own), (events[0].Action, events[0].Outcome, events[0].PatientRef));
        Assert.Contains("text", events[0].Fields);
        Assert.Equal(("records.patient.read", "deny", Others), (events[1].Action, events[1].Outcome, events[1].PatientRef));
        Assert.Empty(events[1].Fields);
    }

    private static async Task<(HttpStatusCode Status, string Headers, string Body)> SeenAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, Cancellation);
        var problem = (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!;
        problem.Remove("decisionId");
        problem.Remove("traceId");
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not "Date").Select(header => $"{header.Key}: {string.Join(',', header.Value)}");
        return (answer.StatusCode, string.Join('\n', headers), problem.ToJsonString());
    }
}
