using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Ledger.Data;
using Platform.Rego.AspNetCore;

namespace Platform.Ledger.Reading;

/// <summary>One access as a FHIR R4 AuditEvent (https://hl7.org/fhir/R4/auditevent.html): who, through which workload, why, what became of it.</summary>
internal static class FhirAuditEvent
{
    private const string Terminology = "http://terminology.hl7.org/CodeSystem/";
    private const string Dicom = "http://dicom.nema.org/resources/ontology/DCM";
    private const string Uri = "urn:ietf:rfc:3986";
    private const string OdsCode = "https://fhir.nhs.uk/Id/ods-organization-code";

    /// <param name="entry">The row.</param>
    /// <param name="patient">The patient who was asked about; others of the same list are not named.</param>
    public static JsonObject Of(LedgerEntry entry, string patient)
    {
        var access = EventBody.Read(entry.Body);
        var (interaction, action) = Interaction(access.Action);
        var purposes = new JsonArray([.. Purposes(access)]);
        var resource = new JsonObject
        {
            ["resourceType"] = "AuditEvent",
            ["id"] = Guid.TryParse(access.Id, out var id) ? id.ToString("D") : access.Id,
            ["type"] = Coding(Terminology + "audit-event-type", "rest"),
            ["subtype"] = new JsonArray(Coding("http://hl7.org/fhir/restful-interaction", interaction)),
            ["action"] = action,
            ["recorded"] = access.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["outcome"] = access.Outcome switch { "permit" => "0", "refused" => "8", _ => "4" },
            ["outcomeDesc"] = access.Outcome,
            ["agent"] = new JsonArray([.. Agents(access)]),
            ["source"] = new JsonObject
            {
                ["observer"] = Workload(entry.Recorder),
                ["type"] = new JsonArray(Coding(Terminology + "security-source-type", "4")),
            },
            ["entity"] = new JsonArray(
                new JsonObject
                {
                    ["what"] = new JsonObject { ["reference"] = $"Patient/{patient}" },
                    ["type"] = Coding(Terminology + "audit-entity-type", "1"),
                    ["role"] = Coding(Terminology + "object-role", "1"),
                },
                new JsonObject
                {
                    ["what"] = new JsonObject { ["identifier"] = new JsonObject { ["value"] = access.ResourceRef } },
                    ["type"] = Coding(Terminology + "audit-entity-type", "2"),
                    ["role"] = Coding(Terminology + "object-role", "4"),
                    ["detail"] = new JsonArray([.. Details(entry, access)]),
                }),
        };
        // FHIR has no empty arrays: who was not authenticated stated no purpose.
        if (purposes.Count > 0)
        {
            resource["purposeOfEvent"] = purposes;
        }

        return resource;
    }

    // The verb is the last part of an action's name.
    private static (string Interaction, string Action) Interaction(string action) => action[(action.LastIndexOf('.') + 1)..] switch
    {
        "read" => ("read", "R"),
        "list" or "search" or "match" or "export" => ("search-type", "E"),
        "write" or "submit" or "register" or "open" => ("create", "C"),
        "close" or "cancel" or "book" or "accept" or "return" => ("update", "U"),
        _ => ("operation", "E"),
    };

    private static IEnumerable<JsonNode> Purposes(AuditEvent access)
    {
        if (access.Purpose is { } purpose)
        {
            yield return Reason(purpose);
        }

        if (access.Obligations.Audit == "breakGlass")
        {
            yield return Reason("BTG");
        }
    }

    private static IEnumerable<JsonNode> Agents(AuditEvent access)
    {
        if (access.Subject is { } subject)
        {
            yield return new JsonObject
            {
                ["type"] = Codeable(Terminology + "extra-security-role-type", "humanuser"),
                ["role"] = new JsonArray([.. access.Roles.Select(role => new JsonObject { ["text"] = role })]),
                ["who"] = new JsonObject { ["identifier"] = new JsonObject { ["value"] = subject } },
                ["requestor"] = true,
            };
        }

        if (access.Organisation is { } organisation)
        {
            yield return new JsonObject
            {
                ["who"] = new JsonObject
                {
                    ["type"] = "Organization",
                    ["identifier"] = new JsonObject { ["system"] = OdsCode, ["value"] = organisation },
                },
                ["requestor"] = false,
            };
        }

        yield return new JsonObject
        {
            ["type"] = Codeable(Dicom, "110153"),
            ["who"] = access.Actor.Length > 0 ? Workload(access.Actor) : new JsonObject { ["display"] = "nobody proved who called" },
            ["requestor"] = access.Subject is null,
        };
    }

    private static IEnumerable<JsonNode> Details(LedgerEntry entry, AuditEvent access)
    {
        yield return Detail("action", access.Action);
        yield return Detail("decision", access.DecisionId);
        yield return Detail("policy-revision", access.Revision);
        yield return Detail("trace", access.TraceId);
        yield return Detail("ledger-sequence", entry.Sequence.ToString(CultureInfo.InvariantCulture));
        yield return Detail("ledger-hash", entry.Hash);
        if (access.Fields.Count > 0)
        {
            yield return Detail("fields", string.Join(' ', access.Fields));
        }
    }

    private static JsonNode Detail(string type, string value) => new JsonObject { ["type"] = type, ["valueString"] = value.Length > 0 ? value : "none" };

    private static JsonNode Reason(string code) => Codeable(Terminology + "v3-ActReason", code);

    private static JsonObject Workload(string spiffeId) => new() { ["identifier"] = new JsonObject { ["system"] = Uri, ["value"] = spiffeId } };

    private static JsonObject Codeable(string system, string code) => new() { ["coding"] = new JsonArray(Coding(system, code)) };

    private static JsonObject Coding(string system, string code) => new() { ["system"] = system, ["code"] = code };
}
