using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults.Audit;
using Platform.Tests.Identity;

namespace Platform.Tests.Ledger;

/// <summary>Audit events and batches as records writes them.</summary>
internal static class Events
{
    public const string Patient = "3f0c2a52-8a0e-4a6b-9d51-1d6a3c0f7e11";

    public static AuditEvent Read(string? patient = Patient, string action = "records.patient.read", string outcome = "permit", params string[] several) => new()
    {
        Id = Guid.CreateVersion7().ToString("N"),
        Time = new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero),
        Subject = "user-consultant",
        Actor = RunningIdentity.IdOf("gateway").ToString(),
        Organisation = "RXX01",
        Roles = ["consultant"],
        Purpose = "TREAT",
        Action = action,
        ResourceRef = $"patient/{patient}",
        PatientRef = patient,
        PatientRefs = several,
        Fields = ["id"],
        Outcome = outcome,
        Reasons = [],
        DecisionId = Guid.NewGuid().ToString("N"),
        Revision = "r1",
        TraceId = "0af7651916cd43dd8448eb211c80319c",
        Obligations = new AuditedObligations([], false, "standard", null),
        TokenJti = "jti-1",
    };

    public static AuditBatch Batch(params AuditEvent[] events) => BatchOf("records", events);

    public static AuditBatch BatchOf(string recorder, params AuditEvent[] events) =>
        new(RunningIdentity.IdOf(recorder).ToString(), [.. events.Select((entry, index) => new SpooledEvent(index + 1, 0, entry))]);
}
