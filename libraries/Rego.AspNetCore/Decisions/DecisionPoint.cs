using System.Diagnostics;
using System.Text.Json;

namespace Platform.Rego.AspNetCore;

/// <summary>Asks the active policy and turns whatever comes back into a decision: anything but a well-formed permit is a denial.</summary>
public sealed class DecisionPoint(PolicySource source, TimeProvider clock, DecisionLog? log = null)
{
    /// <summary>Name of the activity source of <c>policy.decide</c>.</summary>
    public const string ActivitySourceName = "Platform.Policy";

    private static readonly ActivitySource Activities = new(ActivitySourceName);

    /// <summary>Decides; null when no policy may decide at the moment, or the one that may has not answered in time.</summary>
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
        var json = input.ToJson();
        var started = clock.GetTimestamp();
        var output = Ask(policy, input, json, out var result);
        var took = clock.GetElapsedTime(started);
        if (output.IsUnavailable)
        {
            PolicyMetrics.Decided(action, "unavailable");
            activity?.SetTag("policy.action", action).SetTag("policy.result", "unavailable").SetStatus(ActivityStatusCode.Error);
            return null;
        }

        var decision = new PolicyDecision(Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"), policy, action, output)
        {
            Purpose = purpose,
            Facts = facts,
        };
        log?.Record(new(
            decision.Id, input.TraceId, policy.Revision, policy.Mask, json, result, output.Fault, input.Time, took));
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
    /// a span nor a count nor a line in the log.
    /// </summary>
    public bool WouldPermit(PolicyCaller caller, string action, ResourceFacts facts)
    {
        if (source.Usable() is not { } policy)
        {
            return false;
        }

        var purpose = policy.Purposes.For(caller.Subject?.Roles ?? [PurposeDefaults.WorkloadRole], action, null);
        var input = new DecisionInput(caller, action, facts, purpose, clock.GetUtcNow(), CurrentTrace.Id);
        return Ask(policy, input, input.ToJson(), out _).Allow;
    }

    private static DecisionOutput Ask(ActivePolicy policy, DecisionInput input, ReadOnlyMemory<byte> json, out string? result)
    {
        result = null;
        if (input.MissingAttribute() is { } missing)
        {
            return DecisionOutput.Denied($"missing:{missing}");
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            if (policy.Schemas.Input.Fault(document.RootElement) is { } fault)
            {
                return DecisionOutput.Denied($"input: {fault}");
            }

            result = policy.Decide(json.Span);
            return DecisionOutput.Parse(result, policy.Reasons, policy.Schemas.Output);
        }
        catch (MalformedDecisionException e)
        {
            return DecisionOutput.Denied($"malformed: {e.Message}");
        }
        catch (PolicyEvaluationException e)
        {
            return DecisionOutput.Denied($"evaluation: {e.Message}") with { IsUnavailable = e.IsTransient };
        }
    }
}
