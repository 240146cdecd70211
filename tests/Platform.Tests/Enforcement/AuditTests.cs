using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Platform.Rego.AspNetCore;

namespace Platform.Tests.Enforcement;

[Trait("requirement", "AU-01")]
[Trait("requirement", "AU-02")]
public sealed class AuditTests
{
    [Fact]
    public async Task An_access_is_one_event_that_says_who_what_why_and_by_which_decision()
    {
        await using var service = await new EnforcedService { Policy = _ => EnforcedService.PermitWith("""["/b"]""", audit: "sensitive") }
            .StartAsync(app => app.MapGet("/x", (HttpContext context) =>
            {
                context.Features.Get<PolicyDecision>()!.Shows("a", "c");
                return new { a = 1, b = 2, c = 3 };
            }).RequirePolicy("records.note.read"));
        await service.Client.GetAsync("/x");
        var entry = Assert.Single(service.Events);
        Assert.Equal("dr-a", entry.Subject);
        Assert.Equal("spiffe://platform.local/ns/default/referrals", entry.Actor);
        Assert.Equal("RXX01", entry.Organisation);
        Assert.Equal(["consultant"], entry.Roles);
        Assert.Equal("TREAT", entry.Purpose);
        Assert.Equal("records.note.read", entry.Action);
        Assert.Equal("note/n1", entry.ResourceRef);
        Assert.Equal("patient-1", entry.PatientRef);
        Assert.Equal(["a", "c"], entry.Fields);
        Assert.Equal("permit", entry.Outcome);
        Assert.Equal("r1", entry.Revision);
        Assert.Equal("jti-1", entry.TokenJti);
        Assert.Equal("sensitive", entry.Obligations.Audit);
        Assert.Equal(32, entry.DecisionId.Length);
    }

    [Fact]
    public async Task Nothing_runs_and_nothing_is_answered_while_the_audit_is_full()
    {
        var ran = 0;
        await using var service = await new EnforcedService { AuditBytesMax = 2500 }
            .StartAsync(app => app.MapPost("/x", () => ++ran).RequirePolicy("records.note.write"));
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 10; i++)
        {
            statuses.Add((await service.Client.PostAsync("/x", null)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, statuses[0]);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, statuses[^1]);
        // A body may have been made for the one event that no longer fitted, but it did not leave.
        Assert.Equal(statuses.Count(status => status == HttpStatusCode.OK), service.Events.Count);
        service.Audit.Spool.Acknowledge(service.Audit.Spool.LastSequence);
        Assert.Equal(HttpStatusCode.OK, (await service.Client.PostAsync("/x", null)).StatusCode);
    }

    [Fact]
    public async Task A_denial_is_not_answered_either_when_it_cannot_be_audited()
    {
        await using var service = await new EnforcedService { AuditBytesMax = 100, Policy = _ => EnforcedService.Deny("role") }
            .StartAsync(app => app.MapGet("/x", () => "x").RequirePolicy("records.note.read"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await service.Client.GetAsync("/x")).StatusCode);
    }

    [Fact]
    public async Task A_handler_that_fails_is_audited_as_refused()
    {
        await using var service = await new EnforcedService()
            .StartAsync(app => app.MapGet("/x", string () => throw new InvalidOperationException("patient Jones")).RequirePolicy("records.note.read"));
        var answer = await service.Client.GetAsync("/x");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("refused", Assert.Single(service.Events).Outcome);
    }

    [Fact]
    public async Task A_patient_who_is_known_only_after_the_handler_is_in_the_event()
    {
        await using var service = await new EnforcedService { Facts = ResourceFacts.Of("patient", "new") }
            .StartAsync(app => app.MapPost("/x", (HttpContext context) => context.Features.Get<PolicyDecision>()!.Concerns("patient-9"))
                .RequirePolicy("records.note.write"));
        await service.Client.PostAsync("/x", null);
        Assert.Equal("patient-9", Assert.Single(service.Events).PatientRef);
    }
}
