using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Platform.Rego.AspNetCore;

namespace Platform.Tests.Enforcement;

[Trait("requirement", "PO-05")]
[Trait("requirement", "RE-02")]
[Trait("requirement", "RE-03")]
public sealed class StalePolicyTests
{
    [Fact]
    public async Task A_policy_serves_for_the_grace_and_then_nothing_is_permitted_until_it_is_confirmed()
    {
        await using var service = await new EnforcedService().StartAsync(app => app.MapGet("/x", () => "x").RequirePolicy("records.note.read"));
        service.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("/x")).StatusCode);
        service.Clock.Advance(TimeSpan.FromSeconds(1));
        var stale = await service.Client.GetAsync("/x");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, stale.StatusCode);
        Assert.NotNull(stale.Headers.RetryAfter);
        service.Services.GetRequiredService<PolicySource>().Confirm();
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("/x")).StatusCode);
    }

    [Fact]
    public async Task An_expired_policy_permits_nothing_however_fresh_its_contact()
    {
        await using var service = await new EnforcedService().StartAsync(app => app.MapGet("/x", () => "x").RequirePolicy("records.note.read"));
        service.Activate(life: TimeSpan.FromMinutes(1));
        service.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await service.Client.GetAsync("/x")).StatusCode);
    }
}
