using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Platform.Records.Seeding;
using Platform.Referrals.Fhir;
using Platform.Rego.AspNetCore;
using Platform.Tests.Domain;

namespace Platform.Tests.Referrals;

/// <summary>BaRS' search for a patient's referrals.</summary>
public sealed class ServiceRequestSearch : IAsyncLifetime
{
    private const string System = "https://fhir.nhs.uk/Id/nhs-number";
    private const string Number = "9990000018";
    private readonly ReferralPlatform platform = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await platform.InitializeAsync();
        var (status, _) = await platform.Referrals.SubmitAsync(TestPerson.Gp, OwnReferral.For(Number), OwnReferral.Headers());
        Assert.Equal(200, status);
    }

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Both_sides_find_the_referral_and_the_audit_names_the_patient(bool post)
    {
        foreach (var person in new[] { TestPerson.Gp, TestPerson.Consultant })
        {
            var (status, answer) = await SearchAsync(person, $"{System}|{Number}", post);

            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Equal(("Bundle", "searchset"), (answer.Text("resourceType"), answer.Text("type")));
            var entry = Assert.Single(answer.Each("entry"));
            Assert.Equal((1, "match"), ((int)answer["total"]!, entry.Text("search", "mode")));
            Assert.Equal(("ServiceRequest", "active"), (entry.Text("resource", "resourceType"), entry.Text("resource", "status")));
            Assert.DoesNotContain(Number, answer["link"]!.ToJsonString(), StringComparison.Ordinal);
            var audited = platform.Referrals.Audited.Last(one => one.Action == "referrals.referral.search");
            Assert.Equal(("permit", SyntheticId.Of("patient", 0)), (audited.Outcome, audited.PatientRef));
        }
    }

    [Fact]
    public async Task A_patient_of_others_an_unknown_one_and_a_wrong_check_digit_get_the_same_answer()
    {
        var ofOthers = await SearchAsync(TestPerson.Unrelated, $"{System}|{Number}");
        var unknown = await SearchAsync(TestPerson.Unrelated, $"{System}|9999999999");
        var wrong = await SearchAsync(TestPerson.Unrelated, $"{System}|9990000019");

        Assert.Equal(HttpStatusCode.OK, ofOthers.Status);
        Assert.Equal(0, (int)ofOthers.Answer["total"]!);
        Assert.Equal(unknown.Answer.ToJsonString(), ofOthers.Answer.ToJsonString());
        Assert.Equal(wrong.Answer.ToJsonString(), ofOthers.Answer.ToJsonString());
    }

    [Fact]
    public async Task Who_reads_no_referrals_is_refused()
    {
        var (status, _) = await SearchAsync(TestPerson.Auditor, $"{System}|{Number}");

        Assert.Equal(HttpStatusCode.Forbidden, status);
    }

    [Theory]
    [InlineData("", "required")]
    [InlineData("_id=9a5b2f0e-1111-4222-8333-944476591900", "required")]
    [InlineData("patient%3Aidentifier=9990000018", "value")]
    [InlineData("patient%3Aidentifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fubrn%7C9990000018", "value")]
    [InlineData("patient%3Aidentifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C999000001", "value")]
    [InlineData("patient%3Aidentifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9990000018%7C1", "value")]
    [InlineData("patient%3Aidentifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9990000018&patient%3Aidentifier=x%7C9990000840", "value")]
    [InlineData("patient%3Aidentifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9990000018&_id=1", "value")]
    [InlineData("patient%3Aidentifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9990000018&_include=Patient", "not-supported")]
    public async Task A_question_that_is_not_understood_is_refused_with_its_place(string query, string issue)
    {
        using var gp = platform.Referrals.For(TestPerson.Gp);

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
        using var gp = platform.Referrals.For(TestPerson.Gp);

        Assert.Equal(HttpStatusCode.BadRequest, (await gp.GetAsync(path, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task One_of_several_is_named_by_its_id()
    {
        await platform.Referrals.SubmitAsync(TestPerson.Gp, OwnReferral.For(Number), OwnReferral.Headers());
        var all = (await SearchAsync(TestPerson.Gp, $"{System}|{Number}")).Answer;
        var wanted = all["entry"]![1]!["resource"].Text("id");

        var one = (await SearchAsync(TestPerson.Gp, $"{System}|{Number}", id: wanted)).Answer;

        Assert.Equal((2, 1), ((int)all["total"]!, (int)one["total"]!));
        Assert.Equal(wanted, one["entry"]![0]!["resource"].Text("id"));
    }

    [Fact]
    public async Task Without_records_nothing_is_answered()
    {
        platform.RecordsAreDown = true;

        var (status, _) = await SearchAsync(TestPerson.Gp, $"{System}|{Number}");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
    }

    private async Task<(HttpStatusCode Status, JsonNode Answer)> SearchAsync(TestPerson person, string identifier, bool post = false, string? id = null)
    {
        using var client = platform.Referrals.For(person);
        var query = $"patient%3Aidentifier={Uri.EscapeDataString(identifier)}" + (id is null ? "" : $"&_id={id}");
        using var answer = post
            ? await client.PostAsync("/ServiceRequest/_search", new StringContent(query, null, "application/x-www-form-urlencoded"), Cancellation)
            : await client.GetAsync($"/ServiceRequest?{query}", Cancellation);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!);
    }
}
