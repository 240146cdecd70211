using System.Diagnostics;
using System.Text.Json;

namespace Platform.Rego.AspNetCore;

/// <summary>Asks the active policy and turns whatever comes back into a decision: anything but a well-formed permit is a denial.</summary>
public sealed class DecisionPoint(PolicySource source, TimeProvider clock)
{
    /// <summary>Name of the activity source of <c>policy.decide</c>.</summary>
    public const string ActivitySourceName = "Platform.Policy";

    private static readonly ActivitySource Activities = new(ActivitySourceName);

    /// <summary>Decides; null when no policy may decide at the moment.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="action">What for.</param>
    /// <param name="facts">What the server knows about the thing.</param>
    /// <param name="assertedPurpose">A purpose that the caller claims, or null for the default of the role.</param>
    public PolicyDecision? Decide(PolicyCaller caller, string action, ResourceFacts facts, string? assertedPurpose = null)
    {
        using var activity = Activities.StartActivity("policy.decide");
        var policy = source.Usable();
        if (policy is null)
        {
            PolicyMetrics.Decided(action, "unavailable");
            activity?.SetTag("policy.action", action).SetTag("policy.result", "unavailable").SetStatus(ActivityStatusCode.Error);
            return null;
        }

        var roles = caller.Subject?.Roles ?? [PurposeDefaults.WorkloadRole];
        var purpose = policy.Purposes.For(roles, action, assertedPurpose);
        var input = new DecisionInput(caller, action, facts, purpose, clock.GetUtcNow(), CurrentTrace.Id);
        var output = Ask(policy, input);
        var decision = new PolicyDecision(Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"), policy, action, output)
        {
            Purpose = purpose,
            Facts = facts,
        };
        PolicyMetrics.Decided(action, decision.Allow ? "permit" : "deny");
        activity?
            .SetTag("policy.decision_id", decision.Id)
            .SetTag("policy.revision", decision.Revision)
            .SetTag("policy.action", action)
            .SetTag("policy.result", decision.Allow ? "permit" : "deny");
        return decision;
    }

    /// <summary>
    /// Whether a decision would be a permit now. For what a page offers, never instead of <see cref="Decide"/>: nothing is done by it, so it leaves neither
    /// a span nor a count.
    /// </summary>
    public bool WouldPermit(PolicyCaller caller, string action, ResourceFacts facts) =>
        source.Usable() is { } policy
        && Ask(policy, new DecisionInput(
            caller, action, facts, policy.Purposes.For(caller.Subject?.Roles ?? [PurposeDefaults.WorkloadRole], action, null), clock.GetUtcNow(), CurrentTrace.Id)).Allow;

    private static DecisionOutput Ask(ActivePolicy policy, DecisionInput input)
    {
        if (input.MissingAttribute() is { } missing)
        {
            return DecisionOutput.Denied($"missing:{missing}");
        }

        try
        {
            var json = input.ToJson();
            using var document = JsonDocument.Parse(json);
            return policy.Schemas.Input.Fault(document.RootElement) is { } fault
                ? DecisionOutput.Denied($"input: {fault}")
                : DecisionOutput.Parse(policy.Decide(json.Span), policy.Reasons, policy.Schemas.Output);
        }
        catch (MalformedDecisionException e)
        {
            return DecisionOutput.Denied($"malformed: {e.Message}");
        }
        catch (PolicyEvaluationException e)
        {
            return DecisionOutput.Denied($"evaluation: {e.Message}");
        }
    }
}
