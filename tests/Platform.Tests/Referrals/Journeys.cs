using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Referrals;
using Platform.Records.Data;
using Platform.Records.Seeding;
using Platform.Referrals.Data;
using Platform.Referrals.Fhir;
using Platform.Tests.Domain;

namespace Platform.Tests.Referrals;

/// <summary>What becomes of a referral.</summary>
public abstract class Journeys(ReferralPlatform platform) : IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => platform.InitializeAsync();

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task A_referral_for_a_known_patient_opens_the_record_to_the_receiver()
    {
        using var consultant = platform.Records.For(TestPerson.Consultant);
        var patient = SyntheticId.Of("patient", 0);
        Assert.Equal(HttpStatusCode.NotFound, (await consultant.GetAsync($"/patients/{patient}", Cancellation)).StatusCode);

        var answer = await SubmittedAsync(OwnReferral.Message());

        Assert.Equal(patient, answer.Resource("Patient").Text("id"));
        Assert.Contains(answer["entry"]!.AsArray(), entry => entry!["resource"].Text("status") == "planned" && entry["resource"].IdentifierOf(FhirSystem.Ubrn) is not null);
        var record = await consultant.GetFromJsonAsync<JsonObject>($"/patients/{patient}", Cancellation);
        Assert.Equal("Testa", record!["name"].Text("family"));
        Assert.False(record.ContainsKey("emergencyContact"));
        var notes = await consultant.GetFromJsonAsync<JsonObject>($"/patients/{patient}/notes", Cancellation);
        var note = await consultant.GetFromJsonAsync<JsonObject>($"/patients/{patient}/notes/{SyntheticId.Of("note", 0)}", Cancellation);
        Assert.Contains(notes!["items"]!.AsArray(), item => item.Text("id") == SyntheticId.Of("note", 0));
        Assert.False(note!.ContainsKey("thirdPartyInformation"));
        Assert.False(string.IsNullOrEmpty(note.Text("text")));
    }

    [Fact]
    public async Task An_unknown_patient_is_registered_as_unverified()
    {
        var answer = await SubmittedAsync(OwnReferral.For("9999999999"));

        var patient = await PatientAsync(answer.Resource("Patient").Text("id")!);
        Assert.Equal("unverified", patient.NhsNumberStatus);
        Assert.Equal("Testa", patient.Family);
    }

    [Fact]
    public async Task A_number_with_a_wrong_check_digit_matches_nobody()
    {
        var first = await SubmittedAsync(OwnReferral.For("9990000019"));
        var second = await SubmittedAsync(OwnReferral.For("9990000019"));

        var patient = await PatientAsync(first.Resource("Patient").Text("id")!);
        Assert.Equal(("9990000019", "unverified"), (patient.NhsNumber, patient.NhsNumberStatus));
        Assert.NotEqual(patient.Id, second.Resource("Patient").Text("id"));
    }

    [Fact]
    public async Task A_number_that_nobody_verified_matches_nobody()
    {
        var message = OwnReferral.Message();
        message.Resource("Patient")["identifier"]![0]!["extension"]![0]!["valueCodeableConcept"]!["coding"]![0]!["code"] = "number-present-but-not-traced";

        var answer = await SubmittedAsync(message);

        Assert.NotEqual(SyntheticId.Of("patient", 0), answer.Resource("Patient").Text("id"));
    }

    [Fact]
    public async Task A_patient_without_a_number_is_accepted()
    {
        var answer = await SubmittedAsync(OwnReferral.For(null));

        Assert.Null((await PatientAsync(answer.Resource("Patient").Text("id")!)).NhsNumber);
    }

    [Fact]
    public async Task The_same_message_again_is_a_duplicate_whatever_its_body()
    {
        var ids = (Guid.NewGuid().ToString("D"), Guid.NewGuid().ToString("D"));
        var (first, _) = await SendAsync(OwnReferral.Message(), ids);
        var (second, outcome) = await SendAsync(OwnReferral.For("9990000840"), ids);

        Assert.Equal((200, 409), (first, second));
        Assert.Equal(("duplicate", "REC_CONFLICT"), (outcome["issue"]![0].Text("code"), outcome["issue"]![0]!["details"]!["coding"]![0].Text("code")));
    }

    [Fact]
    public async Task A_message_that_failed_may_be_sent_again_and_registers_once()
    {
        var ids = (Guid.NewGuid().ToString("D"), Guid.NewGuid().ToString("D"));
        platform.RecordsAreDown = true;
        var (failed, _) = await SendAsync(OwnReferral.For(null), ids);
        platform.RecordsAreDown = false;
        var (again, _) = await SendAsync(OwnReferral.For(null), ids);

        Assert.Equal((503, 200), (failed, again));
        await using var records = platform.Records.Services.CreateAsyncScope();
        var count = await records.ServiceProvider.GetRequiredService<RecordsDb>().Patients.CountAsync(patient => patient.Source == $"{ids.Item1}:{ids.Item2}", Cancellation);
        Assert.Equal(1, count);
    }

    [Fact]
    public async Task Many_at_once_with_the_same_ids_have_one_effect()
    {
        var ids = (Guid.NewGuid().ToString("D"), Guid.NewGuid().ToString("D"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync(OwnReferral.Message(), ids)));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { 200, 409, 425 }));
        await using var referrals = platform.Referrals.Services.CreateAsyncScope();
        Assert.Equal(1, await referrals.ServiceProvider.GetRequiredService<ReferralsDb>().Referrals.CountAsync(Cancellation));
    }

    [Fact]
    public async Task The_sender_cancels_and_then_nothing_more_happens()
    {
        var id = (await SubmittedAsync(OwnReferral.Message())).ServiceRequest().Text("id")!;

        var (cancelled, answer) = await SendAsync(OwnReferral.Cancellation(id));
        var (again, _) = await SendAsync(OwnReferral.Cancellation(id));

        Assert.Equal((200, 409), (cancelled, again));
        Assert.Equal(id, answer.ServiceRequest().Text("id"));
        using var gp = platform.Referrals.ReaderFor(TestPerson.Gp);
        Assert.Equal("revoked", (await gp.GetFromJsonAsync<JsonObject>($"/ServiceRequest/{id}", Cancellation)).Text("status"));
        using var consultant = platform.Referrals.For(TestPerson.Consultant);
        var accepted = await consultant.PostAsJsonAsync($"/referrals/{id}/triage/accept", new TriageOutcome("too late"), Cancellation);
        Assert.Equal(HttpStatusCode.Conflict, accepted.StatusCode);
    }

    [Fact]
    public async Task A_cancellation_needs_the_id_and_a_known_one()
    {
        Assert.Equal(400, (await SendAsync(OwnReferral.Cancellation(null))).Status);
        Assert.Equal(400, (await SendAsync(OwnReferral.Cancellation("not-an-id"))).Status);
        Assert.Equal(404, (await SendAsync(OwnReferral.Cancellation(Guid.NewGuid().ToString("D")))).Status);
    }

    [Theory]
    [InlineData("delete", "revoked", true)]
    [InlineData("update", "entered-in-error", true)]
    [InlineData("update", "revoked", false)]
    public async Task A_cancellation_may_be_written_as_published_senders_do(string reason, string status, bool withDefinition)
    {
        var id = (await SubmittedAsync(OwnReferral.Message())).ServiceRequest().Text("id")!;
        var message = OwnReferral.Cancellation(id, status);
        message.Resource("MessageHeader")["reason"]!["coding"]![0]!["code"] = reason;
        if (!withDefinition)
            message.Resource("MessageHeader").Remove("definition");

        Assert.Equal(200, (await SendAsync(message)).Status);
        using var gp = platform.Referrals.ReaderFor(TestPerson.Gp);
        Assert.Equal(status, (await gp.GetFromJsonAsync<JsonObject>($"/ServiceRequest/{id}", Cancellation)).Text("status"));
    }

    [Fact]
    public async Task An_id_that_a_new_message_brings_is_not_kept()
    {
        var message = OwnReferral.Message();
        message.ServiceRequest()["id"] = "11111111-1111-4111-8111-111111111111";

        Assert.NotEqual("11111111-1111-4111-8111-111111111111", (await SubmittedAsync(message)).ServiceRequest().Text("id"));
    }

    [Fact]
    public async Task What_the_receiver_does_not_know_is_kept_as_it_came()
    {
        var message = OwnReferral.Message();
        message.ServiceRequest()["extension"] = new JsonArray(new JsonObject { ["url"] = "https://example.org/unknown", ["valueString"] = "kept" });

        var answer = await SubmittedAsync(message);

        Assert.Equal("kept", answer.ServiceRequest()["extension"]![0].Text("valueString"));
    }

    [Fact]
    public async Task A_validation_is_updated_until_somebody_acts_on_it_here()
    {
        var id = (await SubmittedAsync(OwnReferral.Validation())).ServiceRequest().Text("id")!;

        var (updated, answer) = await SendAsync(OwnReferral.Validation(id, "update"));
        using var consultant = platform.Referrals.For(TestPerson.Consultant);
        await consultant.PostAsJsonAsync($"/referrals/{id}/triage/accept", new TriageOutcome("seen"), Cancellation);
        var (late, _) = await SendAsync(OwnReferral.Validation(id, "update"));

        Assert.Equal((200, 409), (updated, late));
        Assert.Equal(id, answer.ServiceRequest().Text("id"));
        await using var referrals = platform.Referrals.Services.CreateAsyncScope();
        Assert.Equal(2, await referrals.ServiceProvider.GetRequiredService<ReferralsDb>().MessageVersions.CountAsync(message => message.ReferralId == id, Cancellation));
    }

    [Fact]
    public async Task The_receiver_accepts_and_books()
    {
        var id = (await SubmittedAsync(OwnReferral.Message())).ServiceRequest().Text("id")!;
        using var consultant = platform.Referrals.For(TestPerson.Consultant);
        var appointment = new BookAppointment(platform.Referrals.Clock.GetUtcNow().AddDays(10), "Clinic 4");

        var early = await consultant.PostAsJsonAsync($"/referrals/{id}/book", appointment, Cancellation);
        var accepted = await consultant.PostAsJsonAsync($"/referrals/{id}/triage/accept", new TriageOutcome("see within two weeks"), Cancellation);
        var booked = await consultant.PostAsJsonAsync($"/referrals/{id}/book", appointment, Cancellation);

        Assert.Equal(
            (HttpStatusCode.Conflict, HttpStatusCode.OK, HttpStatusCode.OK),
            (early.StatusCode, accepted.StatusCode, booked.StatusCode));
        Assert.Equal("BOOKED", (await booked.Content.ReadFromJsonAsync<ReferralChanged>(Cancellation))!.State);
    }

    [Fact]
    public async Task Every_change_is_in_the_history_with_its_author()
    {
        var id = (await SubmittedAsync(OwnReferral.Message())).ServiceRequest().Text("id")!;
        using var consultant = platform.Referrals.For(TestPerson.Consultant);
        await consultant.PostAsJsonAsync($"/referrals/{id}/triage/return", new TriageOutcome("try a week of rest"), Cancellation);

        await using var referrals = platform.Referrals.Services.CreateAsyncScope();
        var history = await referrals.ServiceProvider.GetRequiredService<ReferralsDb>().History.Where(entry => entry.EntityId == id).OrderBy(entry => entry.Id).ToListAsync(Cancellation);

        Assert.Equal([("insert", "gp"), ("update", "consultant")], history.Select(entry => (entry.Change, entry.Subject)));
        Assert.Contains("TRIAGE_RESPONSE", history[1].After, StringComparison.Ordinal);
        Assert.Contains("AWAITING_TRIAGE", history[1].Before, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_organisations_referral_is_not_there()
    {
        var id = (await SubmittedAsync(OwnReferral.Message())).ServiceRequest().Text("id")!;
        using var unrelated = platform.Referrals.ReaderFor(TestPerson.Unrelated);

        var real = await OutcomeAsync(unrelated, $"/ServiceRequest/{id}");
        var missing = await OutcomeAsync(unrelated, $"/ServiceRequest/{Guid.NewGuid():D}");
        var list = await unrelated.GetFromJsonAsync<JsonObject>("/referrals", Cancellation);
        var accept = await unrelated.PostAsJsonAsync($"/referrals/{id}/triage/accept", new TriageOutcome("mine"), Cancellation);

        Assert.Equal(404, real.Status);
        Assert.Equal(missing, real);
        Assert.Empty(list!["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, accept.StatusCode);
    }

    [Fact]
    public async Task An_id_that_is_no_uuid_is_a_bad_request()
    {
        using var gp = platform.Referrals.ReaderFor(TestPerson.Gp);

        Assert.Equal(HttpStatusCode.BadRequest, (await gp.GetAsync("/ServiceRequest/nothing", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Both_ids_of_a_call_are_on_every_answer()
    {
        using var client = platform.Referrals.For(TestPerson.Unrelated);
        var (request, correlation) = (Guid.NewGuid().ToString("D"), Guid.NewGuid().ToString("D"));
        client.DefaultRequestHeaders.Add("X-Request-Id", request);
        client.DefaultRequestHeaders.Add("X-Correlation-Id", correlation);

        var answer = await client.GetAsync($"/ServiceRequest/{Guid.NewGuid():D}", Cancellation);

        Assert.Equal((request, correlation), (answer.Headers.GetValues("X-Request-Id").Single(), answer.Headers.GetValues("X-Correlation-Id").Single()));
    }

    [Fact]
    public async Task The_receiver_reports_that_the_patient_did_not_attend()
    {
        var referral = OwnReferral.Message();
        var id = (await SubmittedAsync(referral)).ServiceRequest().Text("id")!;
        var response = OwnReferral.Message();
        var header = response.Resource("MessageHeader");
        header["eventCoding"]!["code"] = "servicerequest-response";
        header["response"] = new JsonObject { ["identifier"] = referral.Text("id"), ["code"] = "ok" };
        response.ServiceRequest()["status"] = "revoked";

        var (byOthers, _) = await platform.Referrals.SubmitAsync(TestPerson.Unrelated, response, OwnReferral.Headers());
        var (byReceiver, _) = await platform.Referrals.SubmitAsync(TestPerson.Consultant, response, OwnReferral.Headers());

        Assert.Equal((404, 200), (byOthers, byReceiver));
        using var gp = platform.Referrals.ReaderFor(TestPerson.Gp);
        var list = await gp.GetFromJsonAsync<JsonObject>("/referrals", Cancellation);
        Assert.Equal("DID_NOT_ATTEND", list!["items"]!.AsArray().Single(item => item.Text("id") == id).Text("state"));
    }

    private async Task<JsonObject> SubmittedAsync(JsonObject message)
    {
        var (status, answer) = await SendAsync(message);
        Assert.True(status == 200, answer.ToJsonString());
        return answer;
    }

    private Task<(int Status, JsonObject Answer)> SendAsync(JsonObject message, (string Request, string Correlation)? ids = null) =>
        platform.Referrals.SubmitAsync(TestPerson.Gp, message, OwnReferral.Headers(), request =>
        {
            if (ids is not { } same)
                return;
            request.Headers.Remove("X-Request-Id");
            request.Headers.Add("X-Request-Id", same.Request);
            request.Headers.Remove("X-Correlation-Id");
            request.Headers.Add("X-Correlation-Id", same.Correlation);
        });

    private async Task<Patient> PatientAsync(string id)
    {
        await using var records = platform.Records.Services.CreateAsyncScope();
        return await records.ServiceProvider.GetRequiredService<RecordsDb>().Patients.SingleAsync(patient => patient.Id == id, Cancellation);
    }

    private static async Task<(int Status, string Body)> OutcomeAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, Cancellation);
        var outcome = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!.AsObject();
        foreach (var issue in outcome["issue"]!.AsArray())
            issue!.AsObject().Remove("diagnostics");
        return ((int)response.StatusCode, outcome.ToJsonString());
    }
}
