using System.Net;
using System.Text.Json.Nodes;
using Platform.Referrals.Fhir;
using Platform.Tests.Domain;

namespace Platform.Tests.Referrals;

/// <summary>A search that is not BaRS' is refused before anything is looked for.</summary>
public sealed class ServiceRequestQuestions(ReferralPlatform platform) : IClassFixture<ReferralPlatform>
{
    private const string NhsNumbers = "https://fhir.nhs.uk/Id/nhs-number";
    private const string Number = "9990000018";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "required")]
    [InlineData("_id=9a5b2f0e-1111-4222-8333-944476591900", "required")]
    [InlineData("patient%3Aidentifier=9990000018", "value")]
    [InlineData("patient%3Aidentifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fubrn%7C9990000018", "value")]
    [InlineData("patient%3Aidentifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C999000001", "value")]
    [InlineData("patient%3Aidentifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9990000018%7C1", "value")]
    [InlineData("patient%3Aidentifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9990000018&patient%3Aidentifier=x%7C9990000840", "value")]
    [InlineData("patient%3Aidentifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9990000018&_id=1", "value")]
    [InlineData("patient%3Aidentifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9990000018&_count=few", "value")]
    [InlineData("patient%3Aidentifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9990000018&_page=9a5b2f0e-1111-4222-8333-944476591900", "value")]
    [InlineData("_page=1", "value")]
    [InlineData("patient%3Aidentifier=", "value")]
    [InlineData("patient%3Aidentifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9990000018&_include=Patient", "not-supported")]
    public async Task A_question_that_is_not_understood_is_refused_with_its_place(string query, string issue)
    {
        using var gp = platform.Referrals.ReaderFor(TestPerson.Gp);

        using var answer = await gp.GetAsync($"/ServiceRequest?{query}", Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var outcome = JsonNode.Parse(text)!["issue"]![0]!;
        Assert.Equal(issue, outcome.Text("code"));
        Assert.StartsWith("http", (string)outcome["expression"]![0]!, StringComparison.Ordinal);
        Assert.DoesNotContain(Number, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/ServiceRequest/9990000018")]
    [InlineData("/ServiceRequest/_search?patient%3Aidentifier=9990000018")]
    [InlineData("/referrals?patient%3Aidentifier=9990000018")]
    [InlineData("/ServiceRequests?patient%3Aidentifier=9990000018")]
    public async Task An_nhs_number_in_any_other_address_is_refused(string path)
    {
        using var gp = platform.Referrals.ReaderFor(TestPerson.Gp);

        Assert.Equal(HttpStatusCode.BadRequest, (await gp.GetAsync(path, Cancellation)).StatusCode);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    public async Task A_posted_search_is_a_form(string mediaType)
    {
        using var gp = platform.Referrals.ReaderFor(TestPerson.Gp);

        using var answer = await gp.PostAsync("/ServiceRequest/_search", new StringContent("patient%3Aidentifier=x", null, mediaType), Cancellation);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }
}
