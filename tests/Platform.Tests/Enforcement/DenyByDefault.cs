using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Platform.Rego.AspNetCore;

namespace Platform.Tests.Enforcement;

[Trait("requirement", "ID-01")]
[Trait("requirement", "PD-01")]
[Trait("requirement", "PE-03")]
[Trait("requirement", "RE-01")]
public sealed class DenyByDefault
{
    [Fact]
    public async Task A_route_without_a_binding_keeps_the_service_from_starting_and_is_named()
    {
        await using var service = new EnforcedService();
        var refusal = await Assert.ThrowsAsync<UnboundRoutesException>(() => service.StartAsync(app =>
        {
            app.MapGet("/bound", () => "x").RequirePolicy("records.note.read");
            app.MapGet("/open/{id}", () => "x");
        }));
        Assert.Equal("GET /open/{id} has no policy binding", Assert.Single(refusal.Routes));
    }

    [Fact]
    public async Task A_route_with_two_bindings_keeps_the_service_from_starting()
    {
        await using var service = new EnforcedService();
        var refusal = await Assert.ThrowsAsync<UnboundRoutesException>(() => service.StartAsync(app =>
            app.MapGet("/both", () => "x").RequirePolicy("records.note.read").WithRouteLabel(RouteLabel.Public)));
        Assert.Contains("GET /both has 2 bindings", refusal.Message);
    }

    [Fact]
    public async Task A_route_that_short_circuits_past_the_enforcement_point_keeps_the_service_from_starting()
    {
        await using var service = new EnforcedService();
        var refusal = await Assert.ThrowsAsync<UnboundRoutesException>(() => service.StartAsync(app =>
            app.MapGet("/early", () => "x").RequirePolicy("records.note.read").ShortCircuit()));
        Assert.Contains("GET /early short-circuits", refusal.Message);
    }

    [Fact]
    public async Task An_action_without_facts_keeps_the_service_from_starting()
    {
        await using var service = new EnforcedService();
        var refusal = await Assert.ThrowsAsync<UnboundRoutesException>(() => service.StartAsync(app =>
            app.MapGet("/x", () => "x").RequirePolicy("records.contact.read")));
        Assert.Contains("no facts are registered", refusal.Message);
    }

    [Fact]
    public async Task A_service_without_the_enforcement_point_does_not_start()
    {
        await using var service = new EnforcedService();
        await Assert.ThrowsAsync<UnboundRoutesException>(() => service.StartAsync(
            app => app.MapGet("/x", () => "x").RequirePolicy("records.note.read"), enforce: false));
    }

    [Fact]
    public async Task A_route_that_appears_after_the_start_is_refused()
    {
        var late = new LateEndpoints();
        await using var service = await new EnforcedService().StartAsync(app =>
        {
            app.MapGet("/x", () => "x").RequirePolicy("records.note.read");
            ((Microsoft.AspNetCore.Routing.IEndpointRouteBuilder)app).DataSources.Add(late);
        });
        late.Add("/late", context => context.Response.WriteAsync("leak"));
        var answer = await service.Client.GetAsync("/late");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("leak", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("\"true\"")]
    [InlineData("{}")]
    [InlineData("{\"result\":\"true\"}")]
    [InlineData("[]")]
    [InlineData("{\"allow\":true")]
    [InlineData("{\"allow\":true}")]
    [InlineData("""{"allow":true,"reasons":[],"obligations":{}}""")]
    [InlineData("""{"allow":true,"reasons":[]}""")]
    [InlineData("""{"allow":"true","reasons":[],"obligations":{"mask":[],"filter":null,"audit":"standard","stepUp":null}}""")]
    [InlineData("""{"allow":1,"reasons":[],"obligations":{"mask":[],"filter":null,"audit":"standard","stepUp":null}}""")]
    [InlineData("""{"allow":false,"allow":true,"reasons":[],"obligations":{"mask":[],"filter":null,"audit":"standard","stepUp":null}}""")]
    [InlineData("""{"Allow":true,"reasons":[],"obligations":{"mask":[],"filter":null,"audit":"standard","stepUp":null}}""")]
    [InlineData("""{"allow":true,"extra":1,"reasons":[],"obligations":{"mask":[],"filter":null,"audit":"standard","stepUp":null}}""")]
    [InlineData("""{"allow":true,"reasons":["made_up"],"obligations":{"mask":[],"filter":null,"audit":"standard","stepUp":null}}""")]
    [InlineData("""{"allow":true,"reasons":[],"obligations":{"mask":[],"filter":null,"audit":"none","stepUp":null}}""")]
    [InlineData("""{"allow":true,"reasons":[],"obligations":{"mask":["name"],"filter":null,"audit":"standard","stepUp":null}}""")]
    [InlineData("""{"allow":true,"reasons":[],"obligations":{"mask":[1],"filter":null,"audit":"standard","stepUp":null}}""")]
    [InlineData("""{"allow":true,"reasons":[],"obligations":{"mask":[],"filter":{"type":"sql"},"audit":"standard","stepUp":null}}""")]
    [InlineData("""{"allow":true,"reasons":[],"obligations":{"mask":[],"filter":null,"audit":"standard","stepUp":{"acr":"aal2","maxAge":-1}}}""")]
    [InlineData("""{"allow":true,"reasons":[],"obligations":{"mask":[],"filter":null,"audit":"standard","stepUp":null,"extra":null}}""")]
    public async Task Anything_but_a_well_formed_permit_is_a_denial(string? output)
    {
        await using var service = await new EnforcedService { Policy = _ => output }.StartAsync(app =>
            app.MapGet("/x", () => "leak").RequirePolicy("records.note.read"));
        var answer = await service.Client.GetAsync("/x");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("leak", await answer.Content.ReadAsStringAsync());
        Assert.Equal("deny", Assert.Single(service.Events).Outcome);
    }

    [Fact]
    public async Task A_well_formed_permit_is_answered_so_that_the_denials_above_mean_something()
    {
        await using var service = await new EnforcedService().StartAsync(app =>
            app.MapGet("/x", () => "answer").RequirePolicy("records.note.read"));
        var answer = await service.Client.GetAsync("/x");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("answer", await answer.Content.ReadAsStringAsync());
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task A_policy_that_fails_is_a_denial()
    {
        await using var service = await new EnforcedService
        {
            Policy = _ => throw new PolicyEvaluationException("conflict", new InvalidOperationException()),
        }.StartAsync(app => app.MapGet("/x", () => "leak").RequirePolicy("records.note.read"));
        Assert.Equal(HttpStatusCode.Forbidden, (await service.Client.GetAsync("/x")).StatusCode);
    }

    [Fact]
    public async Task A_policy_that_does_not_answer_denies_nobody_and_permits_nothing()
    {
        var answers = false;
        await using var service = await new EnforcedService
        {
            Policy = _ => answers ? EnforcedService.Permit : throw new PolicyEvaluationException("not in time") { IsTransient = true },
        }.StartAsync(app => app.MapGet("/x", () => "leak").RequirePolicy("records.note.read"));
        var answer = await service.Client.GetAsync("/x");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.DoesNotContain("leak", await answer.Content.ReadAsStringAsync());
        answers = true;
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("/x")).StatusCode);
    }

    [Fact]
    public async Task A_caller_without_credentials_is_refused_before_the_policy_is_asked()
    {
        var asked = 0;
        await using var service = await new EnforcedService
        {
            Policy = _ =>
            {
                asked++;
                return EnforcedService.Permit;
            },
        }.StartAsync(app => app.MapGet("/x", () => "leak").RequirePolicy("records.note.read"));
        service.Client.DefaultRequestHeaders.Remove("test-user");
        var answer = await service.Client.GetAsync("/x");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.NotEmpty(answer.Headers.WwwAuthenticate);
        Assert.Equal(0, asked);
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("TRACE")]
    [InlineData("PROPFIND")]
    [InlineData("FOO")]
    [InlineData("POST")]
    public async Task Another_verb_is_never_taken_for_a_permitted_one(string verb)
    {
        await using var service = await new EnforcedService().StartAsync(app =>
            app.MapGet("/x", () => "leak").RequirePolicy("records.note.read"));
        var answer = await service.Client.SendAsync(new HttpRequestMessage(new HttpMethod(verb), "/x"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }
}
