using System.Net;
using Microsoft.AspNetCore.Builder;
using Platform.Rego.AspNetCore;

namespace Platform.Tests.Enforcement;

[Trait("requirement", "ID-01")]
public sealed class UnauthenticatedCallTests
{
    [Fact]
    public async Task A_caller_who_proves_nothing_is_audited_without_a_word_of_what_they_sent()
    {
        await using var service = await new EnforcedService().StartAsync(app => app.MapGet("/x/{id}", () => "x").RequirePolicy("records.note.read"));
        service.Client.DefaultRequestHeaders.Remove("test-user");
        service.Client.DefaultRequestHeaders.Add("Authorization", "DPoP Jones");

        Assert.Equal(HttpStatusCode.Unauthorized, (await service.Client.GetAsync("/x/Jones")).StatusCode);

        var entry = Assert.Single(service.Events);
        Assert.Equal(("unauthenticated", "records.note.read", "", null), (entry.Outcome, entry.Action, entry.Actor, entry.Subject));
        Assert.Equal(["authn.fail:missing"], entry.Reasons);
        Assert.DoesNotContain("Jones", System.Text.Json.JsonSerializer.Serialize(entry), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_of_them_is_refused_audited_at_a_bounded_rate_and_counted()
    {
        await using var service = await new EnforcedService().StartAsync(app => app.MapGet("/x", () => "x").RequirePolicy("records.note.read"));
        service.Client.DefaultRequestHeaders.Remove("test-user");
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await service.Client.GetAsync("/x")).StatusCode);
        }

        Assert.Equal(UnauthenticatedCalls.Burst, service.Events.Count);
        service.Clock.Advance(UnauthenticatedCalls.Refill);
        await service.Client.GetAsync("/x");
        Assert.Equal(["authn.fail:missing", "suppressed:20"], service.Events[^1].Reasons);
    }
}
