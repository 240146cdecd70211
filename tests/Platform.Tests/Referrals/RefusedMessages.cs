using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Records.Data;
using Platform.Referrals.Data;
using Platform.Referrals.Fhir;
using Platform.Tests.Domain;

namespace Platform.Tests.Referrals;

/// <summary>A message that is not right is refused by name and place, and leaves nothing behind.</summary>
public abstract class RefusedMessages<TPlatform>(TPlatform platform) : IClassFixture<TPlatform> where TPlatform : ReferralPlatform
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ServiceRequest", "Bundle.entry")]
    [InlineData("Patient", "Bundle.entry")]
    [InlineData("Encounter", "Bundle.entry")]
    [InlineData("CarePlan", "Bundle.entry")]
    [InlineData("HealthcareService", "Bundle.entry")]
    [InlineData("Organization", "Bundle.entry")]
    [InlineData("Practitioner", "Bundle.entry")]
    [InlineData("PractitionerRole", "Bundle.entry")]
    [InlineData("Consent", "Bundle.entry")]
    [InlineData("Condition", "Bundle.entry")]
    [InlineData("Task", "Bundle.entry")]
    [InlineData("MessageHeader", "Bundle.entry[0].resource")]
    public Task Names_a_missing_resource(string type, string place) => RefusedAsync(OwnReferral.Without(type), 400, "invariant", place);

    [Theory]
    [InlineData("MessageHeader", "sender", "sender.reference")]
    [InlineData("ServiceRequest", "subject", "subject.reference")]
    [InlineData("ServiceRequest", "encounter", "encounter.reference")]
    [InlineData("ServiceRequest", "requester", "requester.reference")]
    [InlineData("Encounter", "subject", "subject.reference")]
    [InlineData("CarePlan", "subject", "subject.reference")]
    [InlineData("Condition", "subject", "subject.reference")]
    [InlineData("Consent", "patient", "patient.reference")]
    public async Task Names_a_reference_that_leads_nowhere_or_elsewhere(string type, string element, string place)
    {
        var dangling = OwnReferral.Message();
        dangling.Resource(type)[element]!["reference"] = "urn:uuid:00000000-0000-0000-0000-000000000001";
        await RefusedAsync(dangling, 400, "invariant", place);

        var elsewhere = OwnReferral.Message();
        elsewhere.Resource(type)[element]!["reference"] = elsewhere["entry"]!.AsArray().Single(entry => entry!["resource"].Text("resourceType") == "Task").Text("fullUrl");
        await RefusedAsync(elsewhere, 400, "invariant", place);
    }

    [Theory]
    [InlineData("focus")]
    [InlineData("basedOn")]
    [InlineData("performer")]
    public async Task Names_a_reference_in_a_list(string element)
    {
        var message = OwnReferral.Message();
        var holder = element == "focus" ? message.Resource("MessageHeader") : message.ServiceRequest();
        holder[element]![0]!["reference"] = "urn:uuid:00000000-0000-0000-0000-000000000001";
        await RefusedAsync(message, 400, "invariant", $"{element}[0].reference");
    }

    [Theory]
    [InlineData("admin-notify", 400, "invariant")]
    [InlineData("servicerequest-response", 400, "invariant")]
    [InlineData("booking-request", 501, "not-supported")]
    [InlineData("booking-response", 501, "not-supported")]
    public async Task Refuses_another_event(string code, int status, string issue)
    {
        var message = OwnReferral.Message();
        message.Resource("MessageHeader")["eventCoding"]!["code"] = code;
        await RefusedAsync(message, status, issue, code == "servicerequest-response" ? "response" : "eventCoding");
    }

    [Theory]
    [InlineData("new", "revoked")]
    [InlineData("new", "draft")]
    [InlineData("update", "active")]
    [InlineData("delete", "active")]
    [InlineData("update", "completed")]
    public async Task Refuses_a_combination_that_is_no_workflow(string reason, string status)
    {
        var message = OwnReferral.Message();
        message.Resource("MessageHeader")["reason"]!["coding"]![0]!["code"] = reason;
        message.ServiceRequest()["status"] = status;
        await RefusedAsync(message, 400, "invariant", "status");
    }

    [Theory]
    [InlineData("type", "required", "Bundle.type")]
    [InlineData("id", "required", "Bundle.id")]
    [InlineData("timestamp", "required", "Bundle.timestamp")]
    [InlineData("entry", "required", "Bundle.entry")]
    [InlineData("meta", "invariant", "Bundle.meta.versionId")]
    [InlineData("resourceType", "structure", "Bundle")]
    public async Task Names_a_missing_element_of_the_bundle(string element, string issue, string place)
    {
        var message = OwnReferral.Message();
        message.Remove(element);
        await RefusedAsync(message, 400, issue, place);
    }

    [Fact]
    public async Task Refuses_an_application_version_that_it_does_not_know()
    {
        var message = OwnReferral.Message();
        message["meta"]!["versionId"] = "2.0.0";
        await RefusedAsync(message, 422, "not-supported", "Bundle.meta.versionId");
    }

    [Fact]
    public async Task Refuses_a_use_case_that_it_does_not_know()
    {
        var message = OwnReferral.Message();
        message.ServiceRequest()["category"]![0]!["coding"]![1]!["code"] = "a9t1";
        await RefusedAsync(message, 422, "not-supported", "category[0]");
    }

    [Theory]
    [InlineData("Encounter", "class", """{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"}""", "invariant", "class")]
    [InlineData("CarePlan", "intent", "\"order\"", "invariant", "intent")]
    [InlineData("Task", "status", "\"completed\"", "invariant", "status")]
    [InlineData("Consent", "scope", """{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"research"}]}""", "invariant", "scope")]
    [InlineData("Patient", "meta", """{"versionId":"1"}""", "required", "meta.lastUpdated")]
    public async Task Names_a_value_that_is_not_the_fixed_one(string type, string element, string value, string issue, string place)
    {
        var message = OwnReferral.Message();
        message.Resource(type)[element] = JsonNode.Parse(value);
        await RefusedAsync(message, 400, issue, place);
    }

    [Fact]
    public async Task Refuses_a_bundle_of_another_profile()
    {
        var message = OwnReferral.Message();
        message["meta"]!["profile"] = new JsonArray("https://fhir.nhs.uk/StructureDefinition/Other");
        await RefusedAsync(message, 400, "invariant", "Bundle.meta.profile");
    }

    [Fact]
    public async Task Refuses_two_entries_at_one_address()
    {
        var message = OwnReferral.Message();
        message["entry"]![2]!["fullUrl"] = message["entry"]![1]!["fullUrl"]!.GetValue<string>();
        await RefusedAsync(message, 400, "invariant", "Bundle.entry[2].fullUrl");
    }

    [Fact]
    public async Task Refuses_a_destination_that_the_headers_do_not_address()
    {
        var message = OwnReferral.Message();
        message.Resource("MessageHeader")["destination"]![0]!["endpoint"] = "https://fhir.nhs.uk/Id/dos-service-id|111111111";
        await RefusedAsync(message, 400, "value", "destination[0].endpoint");
    }

    [Fact]
    public async Task Refuses_a_sender_that_the_headers_do_not_name()
    {
        var headers = OwnReferral.Headers();
        headers["NHSD-End-User-Organisation"] = Convert.ToBase64String(
            """{"resourceType":"Organization","identifier":[{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"B82003"}]}"""u8);
        await RefusedAsync(OwnReferral.Message(), 400, "value", "sender", headers);
    }

    [Theory]
    [InlineData("X-Request-Id", null, 400, "required")]
    [InlineData("X-Correlation-Id", null, 400, "required")]
    [InlineData("X-Request-Id", "not-a-guid", 400, "invalid")]
    [InlineData("NHSD-Target-Identifier", null, 400, "required")]
    [InlineData("NHSD-Target-Identifier", "%%%", 400, "structure")]
    [InlineData("NHSD-Target-Identifier", "e30=", 400, "structure")]
    [InlineData("NHSD-Requesting-Software", "e30", 400, "structure")]
    [InlineData("Accept", "application/fhir+json; version=2.0.0", 406, "processing")]
    [InlineData("Accept", "application/fhir+xml", 406, "processing")]
    public async Task Names_a_header_that_is_missing_or_wrong(string header, string? value, int status, string issue)
    {
        var (answered, outcome) = await platform.Referrals.SubmitAsync(TestPerson.Gp, OwnReferral.Message(), OwnReferral.Headers(), request =>
        {
            request.Headers.Remove(header);
            if (value is not null)
                request.Headers.TryAddWithoutValidation(header, value);
        });

        Assert.Equal(status, answered);
        Assert.Contains(outcome["issue"]!.AsArray(), found => found.Text("code") == issue && found!["expression"]![0]!.GetValue<string>() == "http." + header.ToLowerInvariant());
    }

    [Theory]
    [InlineData("application/fhir+xml", 415)]
    [InlineData("text/plain", 415)]
    [InlineData("application/fhir+json; charset=utf-16", 415)]
    public async Task Refuses_another_media_type(string type, int status)
    {
        var (answered, _) = await platform.Referrals.SubmitAsync(
            TestPerson.Gp, OwnReferral.Message(), OwnReferral.Headers(), request => request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(type));

        Assert.Equal(status, answered);
    }

    public static TheoryData<string, string, int> Bodies() => new()
    {
        { "a member twice", """{"resourceType":"Bundle","resourceType":"Bundle"}""", 400 },
        { "a member twice deep inside", """{"resourceType":"Bundle","a":[{"b":{"c":1,"c":1}}]}""", 400 },
        { "nested too deeply", string.Concat(Enumerable.Repeat("[", 40)) + string.Concat(Enumerable.Repeat("]", 40)), 400 },
        { "too many elements", $$"""{"resourceType":"Bundle","a":[{{string.Join(',', Enumerable.Repeat("1", 1_001))}}]}""", 400 },
        { "cut off", """{"resourceType":"Bundle",""", 400 },
        { "no object", "[]", 400 },
        { "nothing", "", 400 },
        { "half a surrogate pair", """{"resourceType":"\ud800"}""", 400 },
        { "something after the end", "{} {}", 400 },
        { "too large", $$"""{"resourceType":"{{new string('x', 1 << 20)}}"}""", 413 },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Refuses_a_body_that_cannot_be_read(string what, string body, int status)
    {
        var (answered, outcome) = await platform.Referrals.SubmitAsync(TestPerson.Gp, OwnReferral.Message(), OwnReferral.Headers(), request =>
        {
            var type = request.Content!.Headers.ContentType;
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = type;
        });

        Assert.True(status == answered, $"{what}: {answered}");
        Assert.Equal("OperationOutcome", outcome.Text("resourceType"));
    }

    [Fact]
    public async Task Refuses_a_sender_that_the_callers_organisation_does_not_represent()
    {
        var (status, _) = await platform.Referrals.SubmitAsync(TestPerson.OtherGp, OwnReferral.Message(), OwnReferral.Headers());

        Assert.Equal(403, status);
    }

    [Fact]
    public async Task Refuses_a_consultant_who_refers()
    {
        var (status, _) = await platform.Referrals.SubmitAsync(TestPerson.Consultant, OwnReferral.Message(), OwnReferral.Headers());

        Assert.Equal(403, status);
    }

    private async Task RefusedAsync(JsonObject message, int status, string issue, string place, JsonObject? headers = null)
    {
        var before = await StoredAsync();
        var (answered, outcome) = await platform.Referrals.SubmitAsync(TestPerson.Gp, message, headers ?? OwnReferral.Headers());

        Assert.Equal(status, answered);
        Assert.Equal("OperationOutcome", outcome.Text("resourceType"));
        Assert.Contains(outcome["issue"]!.AsArray(), found =>
            found.Text("code") == issue && found!["expression"]![0]!.GetValue<string>().EndsWith(place, StringComparison.Ordinal));
        Assert.All(outcome["issue"]!.AsArray(), found => Assert.StartsWith("REC_", found!["details"]!["coding"]![0].Text("code"), StringComparison.Ordinal));
        Assert.Equal(before, await StoredAsync());
    }

    private async Task<(int Referrals, int Messages, int Receipts, int Patients, int Relationships)> StoredAsync()
    {
        await using var referrals = platform.Referrals.Services.CreateAsyncScope();
        await using var records = platform.Records.Services.CreateAsyncScope();
        var db = referrals.ServiceProvider.GetRequiredService<ReferralsDb>();
        var other = records.ServiceProvider.GetRequiredService<RecordsDb>();
        return (
            await db.Referrals.CountAsync(Cancellation),
            await db.MessageVersions.CountAsync(Cancellation),
            await db.Receipts.CountAsync(Cancellation),
            await other.Patients.CountAsync(Cancellation),
            await other.Relationships.CountAsync(Cancellation));
    }
}
