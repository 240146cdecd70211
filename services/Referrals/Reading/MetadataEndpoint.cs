using System.Text.Json.Nodes;
using Platform.Referrals.Fhir;
using Platform.Rego.AspNetCore;

namespace Platform.Referrals.Reading;

/// <summary>What this receiver can do.</summary>
internal static class MetadataEndpoint
{
    public const string Action = "referrals.capability.read";

    public const string Date = "2026-01-01";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/metadata", () => new FhirAnswer(Statement())).RequirePolicy(Action).WithFhirErrors();

    private static JsonObject Statement() => new()
    {
        ["resourceType"] = "CapabilityStatement",
        ["status"] = "active",
        ["date"] = Date,
        ["kind"] = "instance",
        ["implementation"] = new JsonObject { ["description"] = "BaRS receiver of referrals and validation requests" },
        ["fhirVersion"] = "4.0.1",
        ["format"] = new JsonArray("application/fhir+json"),
        ["rest"] = new JsonArray(new JsonObject
        {
            ["mode"] = "server",
            ["resource"] = new JsonArray(new JsonObject
            {
                ["type"] = "ServiceRequest",
                ["interaction"] = new JsonArray(new JsonObject { ["code"] = "read" }, new JsonObject { ["code"] = "search-type" }),
                ["versioning"] = "versioned",
                ["searchParam"] = new JsonArray(
                    new JsonObject { ["name"] = PatientQuery.IdParameter, ["type"] = "token" },
                    new JsonObject { ["name"] = PatientQuery.IdentifierParameter, ["type"] = "token", ["documentation"] = "system|value of an NHS number" }),
            }, new JsonObject
            {
                ["type"] = "MessageDefinition",
                ["interaction"] = new JsonArray(new JsonObject { ["code"] = "search-type" }),
                ["searchParam"] = new JsonArray(new JsonObject { ["name"] = MessageDefinitionsEndpoint.ContextParameter, ["type"] = "token" }),
            }),
            ["operation"] = new JsonArray(new JsonObject
            {
                ["name"] = "process-message",
                ["definition"] = "http://hl7.org/fhir/OperationDefinition/MessageHeader-process-message",
            }),
        }),
        ["messaging"] = new JsonArray(new JsonObject
        {
            ["supportedMessage"] = new JsonArray([.. MessageDefinitionsEndpoint.Canonicals.Select(Supported)]),
        }),
    };

    private static JsonNode Supported(string canonical) => new JsonObject { ["mode"] = "receiver", ["definition"] = canonical };
}
