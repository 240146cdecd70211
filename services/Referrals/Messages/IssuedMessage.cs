using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Referrals.Fhir;

namespace Platform.Referrals.Messages;

/// <summary>
/// The answer to an accepted message: the message again, each resource with its id, and a planned Encounter whose identifier is the reference that
/// people quote.
/// </summary>
/// <param name="Bundle">The answer.</param>
/// <param name="ServiceRequest">The referral alone, with references by type and id, as it is read later.</param>
public sealed record IssuedMessage(JsonObject Bundle, JsonObject ServiceRequest)
{
    private const string EncounterProfile = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Encounter";

    public static IssuedMessage Of(ReferralMessage message, string referralId, int version, string patientId, string reference, DateTimeOffset now)
    {
        var bundle = message.Bundle.Root.DeepClone().AsObject();
        var entries = bundle["entry"]!.AsArray();
        var keepsIds = message.Workflow.Kind != WorkflowKind.New;
        Dictionary<string, string> addresses = new(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in message.Bundle.Entries)
        {
            var id = entry.Type switch
            {
                "ServiceRequest" => referralId,
                "Patient" => patientId,
                _ => keepsIds && entry.Resource.Text("id") is { Length: > 0 } own ? own : Guid.NewGuid().ToString("D"),
            };
            SetId(entries[entry.Index]!["resource"]!.AsObject(), id);
            addresses[entry.FullUrl] = $"{entry.Type}/{id}";
        }

        var request = entries[message.Bundle.ServiceRequest!.Index]!["resource"]!.AsObject();
        if (message.Workflow.Kind != WorkflowKind.Cancel && !HasReference(message.Bundle))
            entries.Add(PlannedEncounter(message.Bundle, reference, now));
        return new(bundle, Readable(request, addresses, version, now));
    }

    /// <summary>The ServiceRequest after it was changed here.</summary>
    public static JsonObject Renewed(JsonObject request, string status, int version, DateTimeOffset now)
    {
        request["status"] = status;
        Stamp(request, version, now);
        return request;
    }

    private static JsonObject Readable(JsonObject request, Dictionary<string, string> addresses, int version, DateTimeOffset now)
    {
        var readable = request.DeepClone().AsObject();
        Readdress(readable, addresses);
        Stamp(readable, version, now);
        return readable;
    }

    private static void Stamp(JsonObject request, int version, DateTimeOffset now)
    {
        if (request["meta"] is not JsonObject meta)
            request["meta"] = meta = [];
        meta["versionId"] = version.ToString(CultureInfo.InvariantCulture);
        meta["lastUpdated"] = Instant(now);
    }

    private static void Readdress(JsonNode? node, Dictionary<string, string> addresses)
    {
        switch (node)
        {
            case JsonObject members:
                if (members.Text("reference") is { } reference && addresses.TryGetValue(reference, out var address))
                    members["reference"] = address;
                foreach (var (_, child) in members.ToArray())
                    Readdress(child, addresses);
                break;
            case JsonArray elements:
                foreach (var element in elements)
                    Readdress(element, addresses);
                break;
        }
    }

    private static void SetId(JsonObject resource, string id)
    {
        resource.Remove("id");
        resource.Insert(resource.IndexOf("resourceType") + 1, "id", id);
    }

    private static bool HasReference(MessageBundle bundle) =>
        bundle.OfType("Encounter").Any(encounter => encounter.Resource.IdentifierOf(FhirSystem.Ubrn) is not null);

    private static JsonObject PlannedEncounter(MessageBundle bundle, string reference, DateTimeOffset now)
    {
        var id = Guid.NewGuid().ToString("D");
        return new JsonObject
        {
            ["fullUrl"] = $"urn:uuid:{id}",
            ["resource"] = new JsonObject
            {
                ["resourceType"] = "Encounter",
                ["id"] = id,
                ["meta"] = new JsonObject { ["lastUpdated"] = Instant(now), ["profile"] = new JsonArray(EncounterProfile) },
                ["identifier"] = new JsonArray(new JsonObject { ["system"] = FhirSystem.Ubrn, ["value"] = reference }),
                ["status"] = "planned",
                ["class"] = new JsonObject
                {
                    ["system"] = "http://terminology.hl7.org/CodeSystem/v3-ActCode",
                    ["code"] = "EMER",
                    ["display"] = "emergency",
                },
                ["subject"] = new JsonObject { ["reference"] = bundle.OfType("Patient").Single().FullUrl },
            },
        };
    }

    private static string Instant(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
