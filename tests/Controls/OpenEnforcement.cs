using Microsoft.AspNetCore.Http;
using Platform.Rego.AspNetCore;
using Platform.WorkloadIdentity;

namespace Platform.Controls;

/// <summary>
/// The enforcement point as a careless person would have it: everybody is a consultant, everything is permitted, nothing is masked or audited.
/// An attack that does not find a service behind this would find nothing.
/// </summary>
internal sealed class OpenEnforcement(ResourceFactsTable facts, WorkloadIdentityOptions identity, TimeProvider clock)
{
    public async Task RunAsync(HttpContext context, string action, RequestDelegate handler)
    {
        var now = clock.GetUtcNow();
        var anybody = new CallerSubject("anybody", ["consultant"], "RXX01", "aal3", now);
        context.Features.Set(new ValidatedCaller(anybody, identity.IdOf("gateway"), "none", null, now.AddMinutes(5)));
        var policy = new ActivePolicy("open", 1, now.AddMinutes(5), _ => null, PurposeDefaults.Empty, ReasonAnswers.Empty);
        context.Features.Set(new PolicyDecision(Guid.CreateVersion7(now).ToString("N"), policy, action, new DecisionOutput(true, [], Obligations.None))
        {
            Facts = await facts.For(action)(context, context.RequestAborted),
        });
        await handler(context);
    }
}
