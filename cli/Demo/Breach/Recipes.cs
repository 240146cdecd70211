using System.Text.Json.Nodes;

namespace Platform.Cli.Demo.Breach;

/// <summary>The right call of every route of the services. A route of the running inventory that is not here counts as failed: it would go unattacked.</summary>
internal static class Recipes
{
    private static readonly int[] Denied = [403];
    private static readonly int[] NotThere = [404];

    public static IReadOnlyList<Recipe> All { get; } =
    [
        new("records", "POST", "/patients/match", "referrals", "gp", facts => Shot.Json("/patients/match", new JsonObject { ["nhsNumber"] = facts.NhsNumber }), Denied),
        new("records", "POST", "/patients", "referrals", "gp", _ => Shot.Json("/patients", Registration()), Denied),
        new("records", "GET", "/patients/{id}", "gateway", "consultant", facts => new Shot($"/patients/{facts.PatientId}"), NotThere),
        new("records", "POST", "/patients/search", "gateway", "consultant",
            facts => Shot.Json("/patients/search", new JsonObject { ["nhsNumber"] = facts.NhsNumber }), [], ListsNothing: true),
        new("records", "GET", "/patients/{id}/notes", "gateway", "consultant", facts => new Shot($"/patients/{facts.PatientId}/notes"), NotThere),
        new("records", "GET", "/patients/{id}/notes/{noteId}", "gateway", "consultant", facts => new Shot($"/patients/{facts.PatientId}/notes/{facts.NoteId}"), NotThere),
        new("records", "POST", "/patients/{id}/notes", "gateway", "consultant",
            facts => Shot.Json($"/patients/{facts.PatientId}/notes", new JsonObject { ["kind"] = "advice", ["title"] = "Demo", ["text"] = "Written by the demo." }), NotThere),
        new("records", "POST", "/relationships", "referrals", "gp", facts => Shot.Json("/relationships", Relationship(facts.PatientId)), Denied),
        new("records", "DELETE", "/relationships/{id}", "referrals", "gp", facts => new Shot($"/relationships/{facts.RelationshipId}"), NotThere),
        new("records", "GET", "/patients/{id}/contact", "notifications", "", facts => new Shot($"/patients/{facts.PatientId}/contact"), Denied),
        new("notifications", "GET", "/messages", "gateway", "gp", _ => new Shot("/messages"), Denied),
        new("notifications", "GET", "/parked", "gateway", "operator", _ => new Shot("/parked"), Denied),
        new("ledger", "GET", "/audit/patients/{id}", "gateway", "auditor", facts => new Shot($"/audit/patients/{facts.PatientId}"), Denied),
        new("ledger", "GET", "/AuditEvent", "gateway", "auditor", facts => new Shot($"/AuditEvent?patient={facts.PatientId}"), Denied),
        new("policy", "GET", "/decisions", "gateway", "operator", _ => new Shot("/decisions"), Denied),
        new("policy", "GET", "/decisions/{id}", "gateway", "operator", facts => new Shot($"/decisions/{facts.DecisionId}"), Denied),
        new("policy", "GET", "/decisions/{id}/why", "gateway", "operator", facts => new Shot($"/decisions/{facts.DecisionId}/why"), Denied),
        new("policy", "GET", "/policies", "gateway", "operator", _ => new Shot("/policies"), Denied),
        new("policy", "GET", "/policies/source", "gateway", "operator", _ => new Shot("/policies/source?file=records/patient/read.rego"), Denied),
        // A sign-in that nobody ever had.
        new("identity", "PUT", "/revocations/{kind}/{value}", "gateway", "operator", facts => new Shot($"/revocations/session/{facts.EventId}"), Denied),
        new("identity", "DELETE", "/revocations/{kind}/{value}", "gateway", "operator", facts => new Shot($"/revocations/session/{facts.EventId}"), Denied),
        new("policy", "GET", "/policies/denials", "gateway", "operator", _ => new Shot("/policies/denials"), Denied),
        // What it closes is closed anyway: notifications may not read a record.
        new("policy", "POST", "/policies/denials", "gateway", "operator", _ => Shot.Json("/policies/denials", Denial()), Denied),
        new("policy", "DELETE", "/policies/denials/{id}", "gateway", "operator", _ => new Shot("/policies/denials/8d3cbec46baf"), Denied),
        new("referrals", "POST", "/events/{id}/replay", "gateway", "operator", facts => new Shot($"/events/{facts.EventId}/replay"), Denied),
        new("referrals", "POST", "/$process-message", "gateway", "gp", facts => DemoReferral.Shot("/$process-message", facts.NhsNumber), Denied),
        new("referrals", "GET", "/ServiceRequest/{id}", "gateway", "consultant", facts => new Shot($"/ServiceRequest/{facts.ReferralId}", Headers: DemoReferral.Ids()), NotThere),
        new("referrals", "GET", "/ServiceRequest", "gateway", "consultant",
            facts => new Shot($"/ServiceRequest?patient%3Aidentifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C{facts.NhsNumber}", Headers: DemoReferral.Ids()), [], ListsNothing: true),
        new("referrals", "POST", "/ServiceRequest/_search", "gateway", "consultant",
            facts => Shot.Form("/ServiceRequest/_search", $"patient%3Aidentifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C{facts.NhsNumber}", DemoReferral.Ids()), [], ListsNothing: true),
        new("referrals", "GET", "/MessageDefinition", "gateway", "consultant", _ => new Shot("/MessageDefinition?context=a1t1"), [], IsConstant: true),
        new("referrals", "GET", "/metadata", "gateway", "consultant", _ => new Shot("/metadata"), [], IsConstant: true),
        new("referrals", "GET", "/referrals", "gateway", "consultant", _ => new Shot("/referrals"), [], ListsNothing: true),
        new("referrals", "POST", "/referrals/{id}/triage/accept", "gateway", "consultant",
            facts => Shot.Json($"/referrals/{facts.ReferralId}/triage/accept", new JsonObject { ["comment"] = "Accepted by the demo." }), NotThere),
        new("referrals", "POST", "/referrals/{id}/triage/return", "gateway", "consultant",
            facts => Shot.Json($"/referrals/{facts.ReferralId}/triage/return", new JsonObject { ["comment"] = "Returned by the demo." }), NotThere),
        new("referrals", "POST", "/referrals/{id}/book", "gateway", "consultant",
            facts => Shot.Json($"/referrals/{facts.ReferralId}/book", new JsonObject { ["start"] = Tomorrow(), ["location"] = "Clinic 1" }), NotThere),
        new("referrals", "POST", "/referrals/{id}/cancel", "gateway", "consultant",
            facts => Shot.Json($"/referrals/{facts.ReferralId}/cancel", new JsonObject { ["reason"] = "The demo is over." }), NotThere),
    ];

    private static string Tomorrow() => TimeProvider.System.GetUtcNow().AddDays(1).ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);

    private static JsonObject Registration() => new()
    {
        ["source"] = $"{Guid.NewGuid()}:{Guid.NewGuid()}",
        ["nhsNumber"] = null,
        ["name"] = new JsonObject { ["family"] = "Demo", ["given"] = new JsonArray("Registered"), ["prefix"] = null },
        ["gender"] = "unknown",
        ["birthDate"] = "1980-01-01",
        ["address"] = null,
        ["telecom"] = null,
    };

    private static JsonObject Denial() => new()
    {
        ["action"] = "records.patient.read",
        ["workload"] = "spiffe://platform.local/ns/default/notifications",
        ["reason"] = "The demo closes what nobody may anyway.",
    };

    private static JsonObject Relationship(string patientId) => new()
    {
        ["patientId"] = patientId,
        ["referralId"] = Guid.NewGuid().ToString(),
        ["parties"] = new JsonArray(new JsonObject { ["organisation"] = "A81001", ["kind"] = "referral-sender" }),
    };
}
