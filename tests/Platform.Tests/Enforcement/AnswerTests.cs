using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Platform.Rego.AspNetCore;

namespace Platform.Tests.Enforcement;

public sealed partial class AnswerTests
{
    [Theory]
    [InlineData("role", HttpStatusCode.Forbidden)]
    [InlineData("no_relationship", HttpStatusCode.NotFound)]
    [InlineData("step_up", HttpStatusCode.Unauthorized)]
    public async Task The_reason_chooses_the_answer_and_is_not_in_it(string reason, HttpStatusCode status)
    {
        await using var service = await Denying(reason);
        var answer = await service.Client.GetAsync("/x");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(status, answer.StatusCode);
        Assert.DoesNotContain(reason, text);
        Assert.Equal(
            ["type", "title", "status", "traceId", "decisionId"],
            JsonNode.Parse(text)!.AsObject().Select(member => member.Key));
        Assert.Equal([reason], Assert.Single(service.Events).Reasons);
    }

    [Fact]
    public async Task Not_yours_and_not_there_differ_in_the_two_ids_only()
    {
        var related = true;
        await using var service = await new EnforcedService
        {
            Policy = _ => related ? EnforcedService.Permit : EnforcedService.Deny("no_relationship"),
        }.StartAsync(app => app.MapGet("/x", () => Results.NotFound(new { secret = "no such note" })).RequirePolicy("records.note.read"));
        var notThere = await Shape(await service.Client.GetAsync("/x"));
        related = false;
        var notYours = await Shape(await service.Client.GetAsync("/x"));
        service.Facts = ResourceFacts.Missing("note");
        var neither = await Shape(await service.Client.GetAsync("/x"));
        Assert.Equal(notYours, notThere);
        Assert.Equal(notYours, neither);
    }

    [Fact]
    public async Task A_refusal_on_a_FHIR_route_is_an_OperationOutcome_with_the_ids_only()
    {
        await using var service = await new EnforcedService { Policy = _ => EnforcedService.Deny("role") }
            .StartAsync(app => app.MapGet("/x", () => "x").RequirePolicy("records.note.read").WithFhirErrors());
        var answer = await service.Client.GetAsync("/x");
        var outcome = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal("application/fhir+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("REC_FORBIDDEN", (string?)outcome["issue"]![0]!["details"]!["coding"]![0]!["code"]);
        Assert.Matches("^decisionId=[0-9a-f]{32} traceId=[0-9a-f]*$", (string?)outcome["issue"]![0]!["diagnostics"]);
    }

    [Fact]
    public async Task Each_request_is_decided_anew()
    {
        await using var service = await new EnforcedService().StartAsync(app => app.MapGet("/x", () => "x").RequirePolicy("records.note.read"));
        await service.Client.GetAsync("/x");
        await service.Client.GetAsync("/x");
        Assert.Equal(2, service.Events.Select(entry => entry.DecisionId).Distinct().Count());
    }

    [Fact]
    public async Task Headers_that_a_client_makes_up_do_not_reach_the_policy()
    {
        var inputs = new List<string>();
        await using var service = await new EnforcedService
        {
            Policy = input =>
            {
                inputs.Add(Varying().Replace(input.GetRawText(), "-"));
                return EnforcedService.Permit;
            },
        }.StartAsync(app => app.MapGet("/x", () => "x").RequirePolicy("records.note.read"));
        await service.Client.GetAsync("/x");
        var forged = new HttpRequestMessage(HttpMethod.Get, "/x");
        foreach (var name in new[] { "dapr-caller-app-id", "Dapr-Caller-App-Id", "X-User-Id", "x-forwarded-client-cert", "X-Relationship", "x-roles" })
        {
            forged.Headers.TryAddWithoutValidation(name, "gateway");
        }

        await service.Client.SendAsync(forged);
        Assert.Equal(inputs[0], inputs[1]);
    }

    [Theory]
    [InlineData("TREAT", HttpStatusCode.OK)]
    [InlineData("HOPERAT", HttpStatusCode.OK)]
    [InlineData("HMARKT", HttpStatusCode.Forbidden)]
    [InlineData("TREAT,HMARKT", HttpStatusCode.Forbidden)]
    [InlineData("", HttpStatusCode.Forbidden)]
    public async Task A_purpose_may_be_asserted_only_if_the_role_has_it(string purpose, HttpStatusCode status)
    {
        await using var service = await new EnforcedService().StartAsync(app => app.MapGet("/x", () => "x").RequirePolicy("records.note.read"));
        var request = new HttpRequestMessage(HttpMethod.Get, "/x");
        request.Headers.TryAddWithoutValidation("purpose-of-use", purpose);
        Assert.Equal(status, (await service.Client.SendAsync(request)).StatusCode);
    }

    private static Task<EnforcedService> Denying(string reason) => new EnforcedService { Policy = _ => EnforcedService.Deny(reason) }
        .StartAsync(app => app.MapGet("/x", () => "x").RequirePolicy("records.note.read"));

    private static async Task<string> Shape(HttpResponseMessage answer)
    {
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Date").OrderBy(header => header.Key, StringComparer.Ordinal)
            .Select(header => $"{header.Key}: {string.Join(",", header.Value)}");
        var body = Ids().Replace(await answer.Content.ReadAsStringAsync(), "id");
        return $"{(int)answer.StatusCode}\n{string.Join("\n", headers)}\n{body}";
    }

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex Ids();

    [GeneratedRegex("\"(traceId|time|authTime)\":\"[^\"]*\"")]
    private static partial Regex Varying();
}
