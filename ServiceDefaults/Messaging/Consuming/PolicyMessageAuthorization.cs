using System.Diagnostics;
using Platform.Rego.AspNetCore;
using Platform.WorkloadIdentity;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>Asks the active policy, on the signed subject and never on the body's fields, and audits what it said.</summary>
internal sealed class PolicyMessageAuthorization(DecisionPoint decisions, RevocationList revocations, AuditTrail audit, TimeProvider clock) : MessageAuthorization
{
    public override async Task<MessagePermit> DemandAsync(VerifiedMessage message, string action, ResourceFacts facts)
    {
        var decision = decisions.Decide(message.Caller, action, facts) ?? throw new PolicyUnavailableException();
        if (!revocations.IsFresh)
            throw new PolicyUnavailableException();
        // What was sent while the user was somebody is not done once they are not.
        var unmet = message.Claims.Subject is { } user && revocations.Current.RefusesUser(user.Id, user.Roles) ? "revoked" : decision.Obligations is { Filter: null, StepUp: null, Mask.Count: 0 } ? null : "a message has no answer that an obligation could apply to";
        if (decision.Allow && unmet is null)
            return new MessagePermit(decision.Id, () => audit.AppendAsync(Event(message, decision, facts, "permit", null)));
        await audit.AppendAsync(Event(message, decision, facts, decision.Allow ? "refused" : "deny", unmet));
        throw new MessageRefusedException(MessageRefusal.Denied, decision.Id);
    }

    private AuditEvent Event(VerifiedMessage message, PolicyDecision decision, ResourceFacts facts, string outcome, string? because) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"),
        Time = clock.GetUtcNow(),
        Subject = message.Claims.Subject?.Id,
        Actor = message.Producer.ToString(),
        Organisation = message.Claims.Subject?.Organisation,
        Roles = message.Claims.Subject?.Roles ?? [],
        Purpose = decision.Purpose,
        Action = decision.Action,
        ResourceRef = facts.Id is { } id ? $"{facts.Type}/{id}" : facts.Type,
        PatientRef = facts.PatientRef,
        Fields = [],
        Outcome = outcome,
        Reasons = because is null ? decision.Reasons : [.. decision.Reasons, because],
        DecisionId = decision.Id,
        Revision = decision.Revision,
        TraceId = Activity.Current?.TraceId.ToHexString() ?? "",
        Obligations = new AuditedObligations([], false, decision.Obligations.Audit switch
        {
            AuditLevel.Sensitive => "sensitive",
            AuditLevel.BreakGlass => "breakGlass",
            _ => "standard",
        }, null),
        TokenJti = message.Id.ToString("D"),
    };
}
