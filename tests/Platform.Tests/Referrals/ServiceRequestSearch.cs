using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Platform.Records.Seeding;
using Platform.Referrals.Fhir;
using Platform.Rego.AspNetCore;
using Platform.Tests.Domain;

namespace Platform.Tests.Referrals;

/// <summary>BaRS' search for a patient's referrals.</summary>
public abstract class ServiceRequestSearch(ReferralPlatform platform) : IAsyncLifetime
{
    private const string NhsNumbers = "https://fhir.nhs.uk/Id/nhs-number";
    private const string Number = "9990000018";

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
            var (status, answer) = await SearchAsync(person, $"{NhsNumbers}|{Number}", post);

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
        var ofOthers = await SearchAsync(TestPerson.Unrelated, $"{NhsNumbers}|{Number}");
        var unknown = await SearchAsync(TestPerson.Unrelated, $"{NhsNumbers}|9999999999");
        var wrong = await SearchAsync(TestPerson.Unrelated, $"{NhsNumbers}|9990000019");

        Assert.Equal(HttpStatusCode.OK, ofOthers.Status);
        Assert.Equal(0, (int)ofOthers.Answer["total"]!);
        Assert.Equal(unknown.Answer.ToJsonString(), ofOthers.Answer.ToJsonString());
        Assert.Equal(wrong.Answer.ToJsonString(), ofOthers.Answer.ToJsonString());
    }

    [Fact]
    public async Task Who_reads_no_referrals_is_refused()
    {
        var (status, _) = await SearchAsync(TestPerson.Auditor, $"{NhsNumbers}|{Number}");

        Assert.Equal(HttpStatusCode.Forbidden, status);
    }

    [Fact]
    public async Task One_of_several_is_named_by_its_id()
    {
        await platform.Referrals.SubmitAsync(TestPerson.Gp, OwnReferral.For(Number), OwnReferral.Headers());
        var all = (await SearchAsync(TestPerson.Gp, $"{NhsNumbers}|{Number}")).Answer;
        var wanted = all["entry"]![1]!["resource"].Text("id");

        var one = (await SearchAsync(TestPerson.Gp, $"{NhsNumbers}|{Number}", id: wanted)).Answer;

        Assert.Equal((2, 1), ((int)all["total"]!, (int)one["total"]!));
        Assert.Equal(wanted, one["entry"]![0]!["resource"].Text("id"));
    }

    [Fact]
    public async Task Pages_are_followed_by_links_that_hold_no_number_and_count_all_matches()
    {
        foreach (var _ in Enumerable.Range(0, 4))
            await platform.Referrals.SubmitAsync(TestPerson.Gp, OwnReferral.For(Number), OwnReferral.Headers());
        using var gp = platform.Referrals.ReaderFor(TestPerson.Gp);
        var link = $"ServiceRequest?patient%3Aidentifier={Uri.EscapeDataString($"{NhsNumbers}|{Number}")}&_count=2";
        List<string> seen = [];
        List<int> sizes = [];

        while (link is not null && sizes.Count < 9)
        {
            var page = JsonNode.Parse(await gp.GetStringAsync($"/{link}", Cancellation))!;
            Assert.Equal(5, (int)page["total"]!);
            Assert.DoesNotContain(Number, page["link"]!.ToJsonString(), StringComparison.Ordinal);
            sizes.Add(page.Each("entry").Count());
            seen.AddRange(page.Each("entry").Select(entry => entry.Text("resource", "id")!));
            link = page.Each("link").SingleOrDefault(one => one.Text("relation") == "next").Text("url");
        }

        Assert.Equal([2, 2, 1], sizes);
        Assert.Equal(5, seen.Distinct().Count());
    }

    [Fact]
    public async Task The_page_of_another_organisation_is_as_empty_as_one_that_nobody_named()
    {
        await platform.Referrals.SubmitAsync(TestPerson.Gp, OwnReferral.For(Number), OwnReferral.Headers());
        using var gp = platform.Referrals.ReaderFor(TestPerson.Gp);
        var first = JsonNode.Parse(await gp.GetStringAsync($"/ServiceRequest?patient%3Aidentifier={Uri.EscapeDataString($"{NhsNumbers}|{Number}")}&_count=1", Cancellation))!;
        var named = first.Each("link").Single(one => one.Text("relation") == "next").Text("url")!.Split('=')[^1];
        var invented = Guid.NewGuid().ToString("D");
        using var unrelated = platform.Referrals.ReaderFor(TestPerson.Unrelated);

        var theirs = await unrelated.GetStringAsync($"/ServiceRequest?_page={named}", Cancellation);
        var nobodys = await unrelated.GetStringAsync($"/ServiceRequest?_page={invented}", Cancellation);

        Assert.Equal(nobodys.Replace(invented, named, StringComparison.Ordinal), theirs);
        Assert.Equal(0, (int)JsonNode.Parse(theirs)!["total"]!);
        // The control: for its own side the same page has a match on it.
        Assert.Single(JsonNode.Parse(await gp.GetStringAsync($"/ServiceRequest?_page={named}", Cancellation)).Each("entry"));
    }

    [Fact]
    public async Task A_count_of_nothing_asks_for_the_total_alone()
    {
        using var gp = platform.Referrals.ReaderFor(TestPerson.Gp);

        var answer = JsonNode.Parse(await gp.GetStringAsync($"/ServiceRequest?patient%3Aidentifier={Uri.EscapeDataString($"{NhsNumbers}|{Number}")}&_count=0", Cancellation))!;

        Assert.Equal(1, (int)answer["total"]!);
        Assert.Empty(answer.Each("entry"));
    }

    [Fact]
    public async Task A_number_that_the_sender_did_not_verify_finds_nothing()
    {
        var message = OwnReferral.For("9990000840");
        message.Resource("Patient")["identifier"]![0]!["extension"]![0]!["valueCodeableConcept"]!["coding"]![0]!["code"] = "number-present-but-not-traced";
        var (status, _) = await platform.Referrals.SubmitAsync(TestPerson.Gp, message, OwnReferral.Headers());

        Assert.Equal(200, status);
        Assert.Equal(0, (int)(await SearchAsync(TestPerson.Gp, $"{NhsNumbers}|9990000840")).Answer["total"]!);
    }

    [Fact]
    public async Task A_search_asks_nothing_of_records()
    {
        platform.RecordsAreDown = true;

        Assert.Equal(1, (int)(await SearchAsync(TestPerson.Gp, $"{NhsNumbers}|{Number}")).Answer["total"]!);
    }

    [Fact]
    public async Task The_number_is_in_no_span_and_in_no_audit_event()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        // The control: a span does tell what its address holds, where that is the path.
        await SearchAsync(TestPerson.Gp, $"{NhsNumbers}|{Number}");
        await SearchAsync(TestPerson.Gp, $"{NhsNumbers}|{Number}", post: true);

        Assert.Contains(spans, span => Told(span).Contains("/ServiceRequest", StringComparison.Ordinal));
        Assert.DoesNotContain(spans, span => Told(span).Contains(Number, StringComparison.Ordinal));
        Assert.DoesNotContain(platform.Referrals.Audited, one => JsonSerializer.Serialize(one).Contains(Number, StringComparison.Ordinal));
    }

    private static string Told(Activity span) => $"{span.DisplayName} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Events.SelectMany(one => one.Tags))}";

    private async Task<(HttpStatusCode Status, JsonNode Answer)> SearchAsync(TestPerson person, string identifier, bool post = false, string? id = null)
    {
        using var client = platform.Referrals.ReaderFor(person);
        var query = $"patient%3Aidentifier={Uri.EscapeDataString(identifier)}" + (id is null ? "" : $"&_id={id}");
        using var answer = post
            ? await client.PostAsync("/ServiceRequest/_search", new StringContent(query, null, "application/x-www-form-urlencoded"), Cancellation)
            : await client.GetAsync($"/ServiceRequest?{query}", Cancellation);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!);
    }
}
