using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Platform.Rego.AspNetCore;

namespace Platform.Tests.Enforcement;

[Trait("requirement", "PE-06")]
[Trait("requirement", "PE-09")]
[Trait("requirement", "ID-11")]
public sealed class ObligationTests
{
    [Fact]
    public async Task A_mask_removes_the_members_also_inside_arrays_and_takes_the_validators_along()
    {
        await using var service = await Serving(
            """["/secret","/notes/*/text","/list/0","/deep/*/x","/a~1b"]""",
            context =>
            {
                context.Response.Headers.ETag = "\"v1\"";
                return Results.Text(
                    """{"secret":1,"notes":[{"id":1,"text":"a"},{"id":2,"text":"b"}],"list":["p","q"],"deep":{"m":{"x":1,"y":2}},"a/b":1,"kept":true}""",
                    "application/json");
            });
        var answer = await service.Client.GetAsync("/x");
        Assert.Equal(
            """{"notes":[{"id":1},{"id":2}],"list":["q"],"deep":{"m":{"y":2}},"kept":true}""",
            await answer.Content.ReadAsStringAsync());
        Assert.Null(answer.Headers.ETag);
        Assert.Equal(["/secret", "/notes/*/text", "/list/0", "/deep/*/x", "/a~1b"], Assert.Single(service.Events).Obligations.Mask);
    }

    [Fact]
    public async Task Without_the_mask_the_same_answer_shows_everything()
    {
        await using var service = await Serving("[]", _ => Results.Text("""{"secret":1}""", "application/json"));
        Assert.Equal("""{"secret":1}""", await service.Client.GetStringAsync("/x"));
    }

    [Theory]
    [InlineData("secret as text")]
    [InlineData("{\"secret\":1,\"secret\":2}")]
    [InlineData("{\"secret\":1} {\"secret\":2}")]
    public async Task An_answer_that_cannot_be_masked_is_refused(string body)
    {
        await using var service = await Serving("""["/secret"]""", _ => Results.Text(body, "application/json"));
        var answer = await service.Client.GetAsync("/x");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("secret", await answer.Content.ReadAsStringAsync());
        Assert.Equal("refused", Assert.Single(service.Events).Outcome);
    }

    [Theory]
    [InlineData("/secret", "{\"Secret\":1}")]
    [InlineData("/secret", "{\"sceret\":1}")]
    [InlineData("/secret", "[]")]
    [InlineData("/notes/*/secret", "{\"notes\":[{\"secret\":1},{\"other\":\"secret\"}]}")]
    [InlineData("/notes/*/secret", "{\"notes\":{\"secret\":1}}")]
    [InlineData("/notes/*/secret", "{\"note\":[{\"secret\":1}]}")]
    [InlineData("/notes/*/secret", "{\"notes\":\"secret\"}")]
    [InlineData("/notes/1", "{\"notes\":[\"secret\"]}")]
    public async Task A_mask_that_leads_nowhere_is_refused_since_what_it_hides_may_have_another_name(string pointer, string body)
    {
        await using var service = await Serving($"[\"{pointer}\"]", _ => Results.Text(body, "application/json"));
        var answer = await service.Client.GetAsync("/x");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("secret", await answer.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("refused", Assert.Single(service.Events).Outcome);
    }

    [Theory]
    [InlineData("/secret", "{\"secret\":null}", "{}")]
    [InlineData("/person/secret", "{\"person\":null}", "{\"person\":null}")]
    [InlineData("/notes/*/secret", "{\"notes\":[]}", "{\"notes\":[]}")]
    public async Task A_mask_over_what_is_empty_has_nothing_to_hide(string pointer, string body, string expected)
    {
        await using var service = await Serving($"[\"{pointer}\"]", _ => Results.Text(body, "application/json"));
        Assert.Equal(expected, await service.Client.GetStringAsync("/x"));
    }

    [Fact]
    public async Task A_handler_that_ignores_the_filter_is_refused()
    {
        await using var service = await new EnforcedService
        {
            Policy = _ => EnforcedService.PermitWith(filter: """{"type":"field","operator":"eq","field":"owner","value":"me"}"""),
        }.StartAsync(app => app.MapGet("/x", () => "rows").RequirePolicy("records.note.read"));
        Assert.Equal(HttpStatusCode.Forbidden, (await service.Client.GetAsync("/x")).StatusCode);
    }

    [Fact]
    public async Task A_handler_that_applies_the_filter_answers_with_the_permitted_rows()
    {
        await using var service = await new EnforcedService
        {
            Policy = _ => EnforcedService.PermitWith(filter: """{"type":"field","operator":"eq","field":"rows.owner","value":"me"}"""),
        }.StartAsync(app => app.MapGet("/x", (HttpContext context) =>
            context.Features.Get<PolicyDecision>()!.ApplyFilter(new[] { new Row("me", 1), new Row("you", 2) }.AsQueryable()).ToArray())
            .RequirePolicy("records.note.read"));
        Assert.Equal("""[{"owner":"me","size":1}]""", await service.Client.GetStringAsync("/x"));
    }

    [Fact]
    public async Task A_filter_over_a_field_that_the_rows_do_not_have_is_refused()
    {
        await using var service = await new EnforcedService
        {
            Policy = _ => EnforcedService.PermitWith(filter: """{"type":"field","operator":"eq","field":"unheard_of","value":"me"}"""),
        }.StartAsync(app => app.MapGet("/x", (HttpContext context) =>
            context.Features.Get<PolicyDecision>()!.ApplyFilter(new[] { new Row("me", 1) }.AsQueryable()).ToArray())
            .RequirePolicy("records.note.read"));
        Assert.Equal(HttpStatusCode.Forbidden, (await service.Client.GetAsync("/x")).StatusCode);
    }

    [Theory]
    [InlineData("""{"acr":"aal2","maxAge":900}""", HttpStatusCode.OK)]
    [InlineData("""{"acr":"aal3","maxAge":900}""", HttpStatusCode.Unauthorized)]
    [InlineData("""{"acr":"aal2","maxAge":30}""", HttpStatusCode.Unauthorized)]
    public async Task A_step_up_is_demanded_until_the_sign_in_is_strong_and_recent_enough(string stepUp, HttpStatusCode status)
    {
        await using var service = await new EnforcedService { Policy = _ => EnforcedService.PermitWith(stepUp: stepUp) }
            .StartAsync(app => app.MapGet("/x", () => "x").RequirePolicy("records.note.read"));
        var answer = await service.Client.GetAsync("/x");
        Assert.Equal(status, answer.StatusCode);
        if (status == HttpStatusCode.Unauthorized)
        {
            Assert.Contains("insufficient_user_authentication", answer.Headers.WwwAuthenticate.ToString());
            Assert.Equal("step-up", Assert.Single(service.Events).Outcome);
        }
    }

    [Fact]
    public async Task A_handler_cannot_start_the_answer_before_it_is_masked()
    {
        await using var service = await new EnforcedService { Policy = _ => EnforcedService.PermitWith("""["/secret"]""") }
            .StartAsync(app => app.MapGet("/x", async (HttpContext context) =>
            {
                await context.Response.StartAsync();
                await context.Response.WriteAsync("""{"secret":1,"kept":2}""");
                await context.Response.Body.FlushAsync();
                await context.Response.CompleteAsync();
            }).RequirePolicy("records.note.read"));
        var body = JsonNode.Parse(await service.Client.GetStringAsync("/x"))!.AsObject();
        Assert.Equal(["kept"], body.Select(member => member.Key));
    }

    private static Task<EnforcedService> Serving(string mask, Func<HttpContext, IResult> handler) =>
        new EnforcedService { Policy = _ => EnforcedService.PermitWith(mask) }
            .StartAsync(app => app.MapGet("/x", handler).RequirePolicy("records.note.read"));

    private sealed record Row(string Owner, int Size);
}
