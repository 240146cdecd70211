using System.Text.Json.Nodes;
using Platform.Referrals.Fhir;

namespace Platform.Referrals.Submission;

/// <summary>An answer or a refusal.</summary>
internal sealed record MessageOutcome(JsonObject? Answer, FhirRefusal? Refusal, string? PatientId)
{
    public static MessageOutcome Accepted(JsonObject answer, string patientId) => new(answer, null, patientId);

    public static MessageOutcome Refused(FhirRefusal refusal, string? patientId = null) => new(null, refusal, patientId);
}
