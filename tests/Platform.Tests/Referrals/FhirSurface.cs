using System.Net;
using System.Text.Json.Nodes;
using Platform.Referrals.Fhir;
using Platform.Tests.Domain;

namespace Platform.Tests.Referrals;

/// <summary>What every FHIR route has in common, and what a receiver tells of itself.</summary>
public abstract class FhirSurface<TPlatform>(TPlatform platform) : IClassFixture<TPlatform> where TPlatform : ReferralPlatform
{
    private const string Absent = "/ServiceRequest/9a5b2f0e-1111-4222-8333-944476591900";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", Absent, 404, "REC_NOT_FOUND", "not-found", "http.url")]
    [InlineData("GET", "/ServiceRequest/1", 400, "REC_BAD_REQUEST", "value", "http.id")]
    [InlineData("GET", "/ServiceRequest/9990000018", 400, "REC_BAD_REQUEST", "invalid", "http")]
    [InlineData("GET", "/$process-message", 405, "REC_METHOD_NOT_ALLOWED", "not-supported", "http.method")]
    [InlineData("DELETE", "/metadata", 405, "REC_METHOD_NOT_ALLOWED", "not-supported", "http.method")]
    [InlineData("GET", "/ServiceRequest/1/history", 404, "REC_NOT_FOUND", "not-found", "http.url")]
    [InlineData("GET", "/MessageDefinition?name=x", 400, "REC_BAD_REQUEST", "not-supported", "http")]
    public async Task Every_refusal_is_an_OperationOutcome_with_code_place_and_both_ids(string method, string path, int status, string code, string issue, string place)
    {
        using var client = platform.Referrals.ReaderFor(TestPerson.Gp);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var answer = await client.SendAsync(request, Cancellation);

        var outcome = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal((status, "OperationOutcome"), ((int)answer.StatusCode, outcome.Text("resourceType")));
        Assert.Equal("https://fhir.hl7.org.uk/StructureDefinition/UKCore-OperationOutcome", (string?)outcome["meta"]!["profile"]![0]);
        var found = Assert.Single(outcome.Each("issue"));
        Assert.Equal((code, issue, place), (found["details"].CodeOf("https://fhir.nhs.uk/CodeSystem/http-error-codes"), found.Text("code"), (string?)found["expression"]![0]));
        Assert.Equal("application/fhir+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.True(Guid.TryParse(answer.Headers.GetValues("X-Request-Id").Single(), out _));
        Assert.True(Guid.TryParse(answer.Headers.GetValues("X-Correlation-Id").Single(), out _));
    }

    [Fact]
    public async Task A_wrong_verb_is_told_the_right_one()
    {
        using var client = platform.Referrals.ReaderFor(TestPerson.Gp);

        using var answer = await client.PutAsync("/$process-message", null, Cancellation);

        Assert.Equal((HttpStatusCode.MethodNotAllowed, "POST"), (answer.StatusCode, answer.Content.Headers.Allow.Single()));
    }

    [Theory]
    [InlineData("X-Request-Id", null, 400, "required")]
    [InlineData("X-Correlation-Id", "1", 400, "invalid")]
    [InlineData("NHSD-Target-Identifier", "e30=", 400, "structure")]
    [InlineData("Accept", "application/fhir+json; version=2.0.0", 406, "processing")]
    [InlineData("Accept", "application/fhir+xml", 406, "processing")]
    public async Task A_reading_call_names_a_header_that_is_missing_or_wrong(string header, string? value, int status, string issue)
    {
        using var client = platform.Referrals.ReaderFor(TestPerson.Gp);
        client.DefaultRequestHeaders.Remove(header);
        if (value is not null)
            client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

        using var answer = await client.GetAsync("/ServiceRequest?patient%3Aidentifier=x", Cancellation);

        var found = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).Each("issue").First();
        Assert.Equal((status, issue, "http." + header.ToLowerInvariant()), ((int)answer.StatusCode, found.Text("code"), (string?)found["expression"]![0]));
        // The policy is asked first: of a referral that is not there nobody learns whether their headers were right.
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(Absent, Cancellation)).StatusCode);
    }

    [Theory]
    [InlineData("", 6)]
    [InlineData("?context=referral", 3)]
    [InlineData("?context=validation", 4)]
    [InlineData("?context=a1t1", 6)]
    [InlineData("?context=https%3A%2F%2Ffhir.nhs.uk%2FCodeSystem%2Fusecases-categories-bars%7Ca1t1", 6)]
    [InlineData("?context=https%3A%2F%2Fexample.org%7Ca1t1", 0)]
    [InlineData("?context=booking", 0)]
    public async Task Message_definitions_are_found_by_context(string query, int count)
    {
        using var client = platform.Referrals.For(TestPerson.Consultant);

        var bundle = JsonNode.Parse(await client.GetStringAsync($"/MessageDefinition{query}", Cancellation))!;

        Assert.Equal((count, count), ((int)bundle["total"]!, bundle.Each("entry").Count()));
    }

    [Fact]
    public async Task A_message_definition_demands_what_is_enforced()
    {
        using var client = platform.Referrals.For(TestPerson.Consultant);
        var bundle = JsonNode.Parse(await client.GetStringAsync("/MessageDefinition?context=referral", Cancellation))!;
        var referral = bundle.Each("entry").Select(entry => entry.At("resource")).Single(one => one.Text("id") == "bars-message-servicerequest-request-referral");

        foreach (var focus in referral.Each("focus").Where(focus => (int)focus["min"]! > 0))
        {
            var (status, _) = await platform.Referrals.SubmitAsync(TestPerson.Gp, OwnReferral.Without(focus.Text("code")!), OwnReferral.Headers());
            Assert.Equal(400, status);
        }

        // The control: nothing is refused that a definition does not demand.
        Assert.Equal(200, (await platform.Referrals.SubmitAsync(TestPerson.Gp, OwnReferral.Message(), OwnReferral.Headers())).Status);
    }

    [Fact]
    public async Task The_capability_statement_names_the_same_messages_and_searches()
    {
        using var client = platform.Referrals.For(TestPerson.Consultant);
        var statement = JsonNode.Parse(await client.GetStringAsync("/metadata", Cancellation))!;
        var definitions = JsonNode.Parse(await client.GetStringAsync("/MessageDefinition", Cancellation))!;

        Assert.Equal(
            definitions.Each("entry").Select(entry => entry.Text("resource", "url")),
            statement.Each("messaging").Single().Each("supportedMessage").Select(message => message.Text("definition")));
        var request = statement.Each("rest").Single().Each("resource").Single(resource => resource.Text("type") == "ServiceRequest");
        Assert.Equal(["read", "search-type"], request.Each("interaction").Select(interaction => interaction.Text("code")));
    }
}
