namespace Platform.Rego.AspNetCore;

/// <summary>Composes the one audit event of an access.</summary>
internal sealed class AuditEvents(TimeProvider clock)
{
    public AuditEvent For(Access access, string outcome, string? because)
    {
        var (caller, decision) = access;
        var facts = decision.Facts;
        return new AuditEvent
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"),
            Time = clock.GetUtcNow(),
            Subject = caller.Subject?.Id,
            Actor = caller.ActorId,
            Organisation = caller.Subject?.Organisation,
            Roles = caller.Subject?.Roles ?? [],
            Purpose = decision.Purpose,
            Action = decision.Action,
            ResourceRef = facts?.Id is { } id ? $"{facts.Type}/{id}" : facts?.Type ?? "",
            PatientRef = decision.PatientRef ?? facts?.PatientRef,
            PatientRefs = decision.PatientRefs is { Count: > 1 } several ? [.. several] : [],
            Fields = decision.Fields,
            Outcome = outcome,
            Reasons = because is null ? decision.Reasons : [.. decision.Reasons, because],
            DecisionId = decision.Id,
            Revision = decision.Revision,
            TraceId = CurrentTrace.Id,
            Obligations = AuditedObligations.Of(decision.Obligations),
            TokenJti = caller.TokenId,
        };
    }

    /// <summary>A caller who did not prove who they are. Nothing of what they sent is in it: it could be anything.</summary>
    public AuditEvent Unauthenticated(string action, string reason, long suppressed) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"),
        Time = clock.GetUtcNow(),
        Actor = "",
        Roles = [],
        Action = action,
        ResourceRef = "",
        Fields = [],
        Outcome = "unauthenticated",
        Reasons = suppressed == 0
            ? [$"authn.fail:{reason}"]
            : [$"authn.fail:{reason}", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"suppressed:{suppressed}")],
        DecisionId = "",
        Revision = "",
        TraceId = CurrentTrace.Id,
        Obligations = new AuditedObligations([], false, "standard", null),
    };
}
