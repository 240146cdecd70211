using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Platform.Cli.Demo.Breach;

namespace Platform.Cli.Demo;

/// <summary>The referral that the demo's GP submits: our own message in the shape of BaRS (FHIR R4), for a patient with a number that is never issued.</summary>
internal static class DemoReferral
{
    /// <summary>The service of the hospital RXX01 in the directory of services.</summary>
    public const string Service = "2000011147";

    private const string Sender = "A81001";
    private const string Fhir = "https://fhir.nhs.uk";

    /// <summary>The request: body and BaRS headers, with fresh ids each time.</summary>
    public static Shot Shot(string path, string nhsNumber) =>
        new(path, Message(nhsNumber).ToJsonString(), "application/fhir+json", new Dictionary<string, string>(Ids())
        {
            ["NHSD-Target-Identifier"] = Encode(new JsonObject { ["system"] = Fhir + "/Id/dos-service-id", ["value"] = Service }),
            ["NHSD-End-User-Organisation"] = Encode(new JsonObject
            {
                ["resourceType"] = "Organization",
                ["identifier"] = new JsonArray(new JsonObject { ["system"] = Fhir + "/Id/ods-organization-code", ["value"] = Sender }),
                ["name"] = "Demo practice",
            }),
            ["Accept"] = "application/fhir+json; version=1.4.0",
        });

    /// <summary>The two ids that every BaRS request carries.</summary>
    public static Dictionary<string, string> Ids() => new()
    {
        ["X-Request-Id"] = Guid.NewGuid().ToString(),
        ["X-Correlation-Id"] = Guid.NewGuid().ToString(),
    };

    /// <summary>The id that the receiver gave the referral, or null where the answer names none.</summary>
    public static string? IdIn(string answer) => JsonNode.Parse(answer)!["entry"]!.AsArray()
        .Select(entry => entry!["resource"]!)
        .Where(resource => (string?)resource["resourceType"] == "ServiceRequest")
        .Select(resource => (string?)resource["id"])
        .FirstOrDefault();

    private static string Encode(JsonObject value) => Convert.ToBase64String(Encoding.UTF8.GetBytes(value.ToJsonString()));

    private static JsonObject Message(string nhsNumber)
    {
        var now = TimeProvider.System.GetUtcNow();
        var at = now.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
        var urls = new Urls();
        JsonObject[] resources =
        [
            new()
            {
                ["resourceType"] = "MessageHeader",
                ["eventCoding"] = Coding("message-events-bars", "servicerequest-request"),
                ["destination"] = new JsonArray(new JsonObject
                {
                    ["endpoint"] = $"{Fhir}/Id/dos-service-id|{Service}",
                    ["receiver"] = urls.To("receiver"),
                }),
                ["sender"] = urls.To("sender"),
                ["source"] = new JsonObject
                {
                    ["name"] = "Demo practice",
                    ["software"] = "platform demo",
                    ["version"] = "1.0",
                    ["contact"] = new JsonObject { ["system"] = "phone", ["value"] = "01632 960000" },
                    ["endpoint"] = $"{Fhir}/Id/dos-service-id|2000000001",
                },
                ["reason"] = Codeable("message-reason-bars", "new"),
                ["focus"] = new JsonArray(urls.To("request")),
                ["definition"] = Fhir + "/MessageDefinition/bars-message-servicerequest-request-referral",
            },
            new()
            {
                ["resourceType"] = "ServiceRequest",
                ["status"] = "active",
                ["intent"] = "plan",
                ["category"] = new JsonArray(new JsonObject
                {
                    ["coding"] = new JsonArray(Coding("message-category-servicerequest", "referral"), Coding("usecases-categories-bars", "a1t1")),
                }),
                ["subject"] = urls.To("patient"),
                ["encounter"] = urls.To("encounter"),
                ["basedOn"] = new JsonArray(urls.To("plan")),
                ["requester"] = urls.To("practitioner"),
                ["performer"] = new JsonArray(urls.To("service")),
                ["authoredOn"] = at,
                ["occurrencePeriod"] = new JsonObject { ["start"] = at, ["end"] = now.AddDays(14).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture) },
            },
            new()
            {
                ["resourceType"] = "Patient",
                ["identifier"] = new JsonArray(new JsonObject
                {
                    ["extension"] = new JsonArray(new JsonObject
                    {
                        ["url"] = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus",
                        ["valueCodeableConcept"] = new JsonObject
                        {
                            ["coding"] = new JsonArray(new JsonObject
                            {
                                ["system"] = "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus",
                                ["code"] = "number-present-and-verified",
                            }),
                        },
                    }),
                    ["system"] = Fhir + "/Id/nhs-number",
                    ["value"] = nhsNumber,
                }),
                ["contact"] = new JsonArray(new JsonObject
                {
                    ["telecom"] = new JsonArray(new JsonObject { ["system"] = "phone", ["value"] = "07700 900123", ["rank"] = 1 }),
                }),
            },
            new()
            {
                ["resourceType"] = "Encounter",
                ["status"] = "finished",
                ["class"] = new JsonObject { ["system"] = "http://terminology.hl7.org/CodeSystem/v3-ActCode", ["code"] = "EMER" },
                ["subject"] = urls.To("patient"),
                ["period"] = new JsonObject { ["start"] = at },
            },
            new()
            {
                ["resourceType"] = "CarePlan",
                ["status"] = "completed",
                ["intent"] = "plan",
                ["subject"] = urls.To("patient"),
                ["encounter"] = urls.To("encounter"),
                ["period"] = new JsonObject { ["start"] = at },
                ["activity"] = new JsonArray(new JsonObject
                {
                    ["outcomeCodeableConcept"] = new JsonArray(new JsonObject { ["text"] = "Please assess." }),
                }),
            },
            new()
            {
                ["resourceType"] = "HealthcareService",
                ["providedBy"] = urls.To("receiver"),
                ["name"] = "Demo outpatient clinic",
                ["identifier"] = new JsonArray(new JsonObject { ["system"] = Fhir + "/Id/dos-service-id", ["value"] = Service }),
            },
            Organization("Demo practice", Sender),
            Organization("Demo hospital", "RXX01"),
            new()
            {
                ["resourceType"] = "Practitioner",
                ["identifier"] = new JsonArray(new JsonObject { ["system"] = Fhir + "/Id/sds-role-profile-id", ["value"] = "100000000001" }),
            },
            new() { ["resourceType"] = "PractitionerRole", ["practitioner"] = urls.To("practitioner"), ["organization"] = urls.To("sender") },
            new()
            {
                ["resourceType"] = "Consent",
                ["status"] = "active",
                ["scope"] = new JsonObject { ["coding"] = new JsonArray(new JsonObject { ["system"] = "http://terminology.hl7.org/CodeSystem/consentscope", ["code"] = "patient-privacy" }) },
                ["category"] = new JsonArray(new JsonObject { ["coding"] = new JsonArray(new JsonObject { ["system"] = "http://terminology.hl7.org/CodeSystem/v3-ActCode", ["code"] = "DRC" }) }),
                ["patient"] = urls.To("patient"),
            },
        ];
        string[] names = ["header", "request", "patient", "encounter", "plan", "service", "sender", "receiver", "practitioner", "role", "consent"];
        return new JsonObject
        {
            ["resourceType"] = "Bundle",
            ["id"] = Guid.NewGuid().ToString(),
            ["meta"] = new JsonObject
            {
                ["versionId"] = "1.0.0",
                ["lastUpdated"] = at,
                ["profile"] = new JsonArray(Fhir + "/StructureDefinition/BARSBundleMessage"),
            },
            ["type"] = "message",
            ["timestamp"] = at,
            ["entry"] = new JsonArray([.. names.Zip(resources, (name, resource) => (JsonNode)new JsonObject { ["fullUrl"] = urls.Of(name), ["resource"] = Stamped(resource, at) })]),
        };
    }

    private static JsonObject Stamped(JsonObject resource, string at)
    {
        resource["meta"] = new JsonObject { ["lastUpdated"] = at };
        return resource;
    }

    private static JsonObject Organization(string name, string odsCode) => new()
    {
        ["resourceType"] = "Organization",
        ["name"] = name,
        ["identifier"] = new JsonArray(new JsonObject { ["system"] = Fhir + "/id/ods-organization-code", ["value"] = odsCode }),
    };

    private static JsonObject Coding(string system, string code) => new() { ["system"] = $"{Fhir}/CodeSystem/{system}", ["code"] = code };

    private static JsonObject Codeable(string system, string code) => new() { ["coding"] = new JsonArray(Coding(system, code)) };

    /// <summary>The <c>urn:uuid</c> of each resource of one message.</summary>
    private sealed class Urls
    {
        private readonly Dictionary<string, string> urls = [];

        public string Of(string name)
        {
            if (!urls.TryGetValue(name, out var url))
                urls[name] = url = "urn:uuid:" + Guid.NewGuid();
            return url;
        }

        public JsonObject To(string name) => new() { ["reference"] = Of(name) };
    }
}
