namespace Platform.Gateway.Routes;

/// <summary>The whole table. What is not here does not exist at the edge: there is no generic proxy.</summary>
internal static class EdgeRoutes
{
    public static IReadOnlyList<EdgeRoute> All { get; } =
    [
        new("message-process", "POST", "/fhir/$process-message", "referrals", "/$process-message"),
        new("service-request-read", "GET", "/fhir/ServiceRequest/{id}", "referrals", "/ServiceRequest/{id}"),
        new("service-request-search", "GET", "/fhir/ServiceRequest", "referrals", "/ServiceRequest", "patient:identifier", "_id", "_count", "_page"),
        new("service-request-search", "POST", "/fhir/ServiceRequest/_search", "referrals", "/ServiceRequest/_search"),
        new("capability-read", "GET", "/fhir/metadata", "referrals", "/metadata"),
        new("capability-read", "GET", "/fhir/MessageDefinition", "referrals", "/MessageDefinition", "context"),

        new("referrals-list", "GET", "/referrals", "referrals", "/referrals", "after", "limit", "state"),
        new("triage-accept", "POST", "/referrals/{id}/triage/accept", "referrals", "/referrals/{id}/triage/accept"),
        new("triage-return", "POST", "/referrals/{id}/triage/return", "referrals", "/referrals/{id}/triage/return"),
        new("referral-book", "POST", "/referrals/{id}/book", "referrals", "/referrals/{id}/book"),
        new("referral-cancel", "POST", "/referrals/{id}/cancel", "referrals", "/referrals/{id}/cancel"),

        new("patients-read", "GET", "/patients/{id}", "records", "/patients/{id}"),
        new("patients-search", "POST", "/patients/search", "records", "/patients/search"),
        new("notes-list", "GET", "/patients/{id}/notes", "records", "/patients/{id}/notes", "after", "limit"),
        new("notes-read", "GET", "/patients/{id}/notes/{noteId}", "records", "/patients/{id}/notes/{noteId}"),
        new("notes-write", "POST", "/patients/{id}/notes", "records", "/patients/{id}/notes"),

        new("messages-list", "GET", "/messages", "notifications", "/messages", "after"),
        new("parked-list", "GET", "/parked", "notifications", "/parked"),
        new("event-replay", "POST", "/events/{id}/replay", "referrals", "/events/{id}/replay"),

        new("audit-patient-read", "GET", "/audit/patients/{id}", "ledger", "/audit/patients/{id}", "before", "limit"),
        new("audit-export", "GET", "/fhir/AuditEvent", "ledger", "/AuditEvent", "patient", "_count", "_page"),

        new("decisions-list", "GET", "/decisions", "policy", "/decisions", "outcome", "service", "action", "since", "trace", "before", "limit"),
        new("decisions-read", "GET", "/decisions/{id}", "policy", "/decisions/{id}"),
        new("decisions-why", "GET", "/decisions/{id}/why", "policy", "/decisions/{id}/why"),
        new("policies-list", "GET", "/policies", "policy", "/policies"),
        new("policies-read", "GET", "/policies/source", "policy", "/policies/source", "file"),
        new("denials-list", "GET", "/policies/denials", "policy", "/policies/denials"),
        new("denials-impose", "POST", "/policies/denials", "policy", "/policies/denials"),
        new("denials-lift", "DELETE", "/policies/denials/{id}", "policy", "/policies/denials/{id}"),

        new("credential-revoke", "PUT", "/revocations/{kind}/{value}", "identity", "/revocations/{kind}/{value}"),
        new("credential-restore", "DELETE", "/revocations/{kind}/{value}", "identity", "/revocations/{kind}/{value}"),
    ];
}
