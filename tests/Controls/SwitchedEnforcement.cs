using Microsoft.AspNetCore.Http;
using Platform.Rego.AspNetCore;

namespace Platform.Controls;

/// <summary>
/// The enforcement point, but for what is switched off: a denial for want of a <c>relationship</c> or of <c>grants</c> of the workload; the <c>mask</c> and the
/// <c>filter</c> of a permit.
/// </summary>
internal sealed class SwitchedEnforcement(EnforcedRequest real, ForgivingCallers callers, ResourceFactsTable facts, DecisionPoint point, SwitchedDefences defences)
{
    private static readonly Dictionary<string, string> s_reasons = new()
    {
        ["no_relationship"] = "relationship",
        ["workload_not_granted"] = "grants",
    };

    public async Task RunAsync(HttpContext context, string action, RequestDelegate handler)
    {
        var outcome = await callers.AuthenticateAsync(context, context.RequestAborted);
        if (outcome.Authenticated && await DecideAsync(context, outcome.Caller, action) is { } careless)
        {
            context.Features.Set(careless);
            await handler(context);
            return;
        }

        await real.RunAsync(context, action, handler);
    }

    /// <summary>What is permitted because something is off; null where that changes nothing.</summary>
    private async Task<PolicyDecision?> DecideAsync(HttpContext context, PolicyCaller caller, string action)
    {
        var known = await facts.For(action)(context, context.RequestAborted);
        var asserted = context.Request.Headers.TryGetValue(EnforcedRequest.PurposeHeader, out var values) ? values.ToString() : null;
        if (point.Decide(caller, action, known, asserted) is not { } decision)
            return null;
        var forgiven = !decision.Allow && decision.Reasons.All(reason => s_reasons.TryGetValue(reason, out var defence) && defences.IsOff(defence));
        var (mask, filter) = (defences.IsOff("mask"), defences.IsOff("filter"));
        if (!forgiven && !(decision.Allow && ((mask && decision.Obligations.Mask.Count > 0) || (filter && decision.Obligations.Filter is not null))))
            return null;
        var left = decision.Obligations with { Mask = [], Filter = filter || forgiven ? null : decision.Obligations.Filter };
        var policy = new ActivePolicy("careless", 1, DateTimeOffset.MaxValue, _ => null, PurposeDefaults.Empty, ReasonAnswers.Empty);
        return new PolicyDecision(decision.Id, policy, action, new DecisionOutput(true, [], left)) { Facts = known };
    }
}
