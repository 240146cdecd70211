using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Referrals.Fhir;
using Platform.Tests.Domain;

namespace Platform.Tests.Referrals;

/// <summary>Every published message gives the answer that its index expects: as it is, and with what it needs done first.</summary>
public abstract class PublishedSampleTests<TPlatform>(TPlatform platform) : IClassFixture<TPlatform> where TPlatform : ReferralPlatform
{
    public static IEnumerable<TheoryDataRow<string>> Files() =>
        PublishedSamples.Expectations().Select(sample => new TheoryDataRow<string>(sample.File));

    [Theory(SkipUnless = nameof(PublishedSamples.ArePresent), SkipType = typeof(PublishedSamples), Skip = PublishedSamples.Absent)]
    [MemberData(nameof(Files))]
    public async Task Gives_the_answer_that_the_index_expects(string file)
    {
        var expect = PublishedSamples.Expectations().Single(sample => sample.File == file).Expect;
        var message = PublishedSamples.Json(file);
        var needs = expect.TryGetProperty("needs", out var list) ? list.EnumerateArray().Select(need => need.GetString()!).ToArray() : [];

        if (Verbatim(expect, needs) is { } verbatim)
        {
            var (status, outcome) = await SendAsync(message);
            Assert.Contains(status, verbatim);
            Assert.Equal("OperationOutcome", outcome.Text("resourceType"));
        }

        if (needs.Any(need => need.Contains("known", StringComparison.Ordinal) || need.StartsWith("we sent", StringComparison.Ordinal)))
            return;
        if (needs.SingleOrDefault(need => need.StartsWith("prior:", StringComparison.Ordinal)) is { } prior)
        {
            var (_, first) = await SendAsync(PublishedSamples.Json(prior["prior:".Length..]));
            message.ServiceRequest()["id"] = first.ServiceRequest().Text("id");
        }

        var (answered, answer) = await SendAsync(message);

        Assert.Contains(answered, Numbers(expect.GetProperty("status")));
        if (answered == 200)
            AssertIssued(message, answer);
        else
            AssertOutcome(expect, answer);
    }

    private Task<(int Status, JsonObject Answer)> SendAsync(JsonObject message) =>
        platform.Referrals.SubmitAsync(TestPerson.Gp, message, PublishedSamples.Headers());

    private static int[]? Verbatim(JsonElement expect, string[] needs) =>
        expect.TryGetProperty("verbatim", out var verbatim) ? Numbers(verbatim)
        : needs.Length > 0 && expect.TryGetProperty("otherwise", out var otherwise) ? Numbers(otherwise)
        : null;

    private static void AssertIssued(JsonObject message, JsonObject answer)
    {
        Assert.Equal(message.Text("id"), answer.Text("id"));
        Assert.Equal("message", answer.Text("type"));
        Assert.All(answer["entry"]!.AsArray(), entry => Assert.False(string.IsNullOrEmpty(entry!["resource"].Text("id"))));
        Assert.True(Guid.TryParseExact(answer.ServiceRequest().Text("id"), "D", out _));
    }

    private static void AssertOutcome(JsonElement expect, JsonObject answer)
    {
        Assert.Equal("OperationOutcome", answer.Text("resourceType"));
        var issues = answer["issue"]!.AsArray();
        Assert.All(issues, issue => Assert.NotEmpty(issue!["expression"]!.AsArray()));
        if (expect.TryGetProperty("issue", out var codes))
            Assert.All(issues, issue => Assert.Contains(issue.Text("code"), codes.EnumerateArray().Select(code => code.GetString())));
    }

    private static int[] Numbers(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray().Select(number => number.GetInt32())] : [json.GetInt32()];
}
