namespace Platform.Rego.AspNetCore;

/// <summary>One access to protected data, permitted or denied (contracts.md §6). Holds opaque references and codes only.</summary>
public sealed record AuditEvent
{
    /// <summary>The event's own id.</summary>
    public required string Id { get; init; }

    /// <summary>When it was decided, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The user's id, or null when a workload acted for itself.</summary>
    public string? Subject { get; init; }

    /// <summary>SPIFFE id of the calling workload; empty where nobody proved who calls.</summary>
    public required string Actor { get; init; }

    /// <summary>The user's organisation.</summary>
    public string? Organisation { get; init; }

    /// <summary>The user's roles.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>Purpose of use.</summary>
    public string? Purpose { get; init; }

    /// <summary>The action.</summary>
    public required string Action { get; init; }

    /// <summary><c>type/id</c>; the id is left out when the thing does not exist.</summary>
    public required string ResourceRef { get; init; }

    /// <summary>Opaque reference of the one patient whom the access was about.</summary>
    public string? PatientRef { get; init; }

    /// <summary>Opaque references of the patients whom a list or a search answered with, where there was more than one.</summary>
    public IReadOnlyList<string> PatientRefs { get; init; } = [];

    /// <summary>Fields that the answer held, as far as the handler named them.</summary>
    public required IReadOnlyList<string> Fields { get; init; }

    /// <summary>
    /// <c>permit</c>, <c>deny</c>, <c>step-up</c>, <c>refused</c> (permitted, but an obligation could not be met or the handler failed) or
    /// <c>unauthenticated</c> (nothing was decided, because nobody knows who called).
    /// </summary>
    public required string Outcome { get; init; }

    /// <summary>Reason codes of the decision, and why an answer was refused after a permit.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>The decision.</summary>
    public required string DecisionId { get; init; }

    /// <summary>The bundle revision that decided.</summary>
    public required string Revision { get; init; }

    /// <summary>The trace.</summary>
    public required string TraceId { get; init; }

    /// <summary>Obligations of the permit, by name.</summary>
    public required AuditedObligations Obligations { get; init; }

    /// <summary><c>jti</c> of the token.</summary>
    public string? TokenJti { get; init; }
}
