using System.Text.Json.Nodes;
using Platform.Referrals.Fhir;
using Platform.Referrals.Messages;
using Platform.Referrals.Messages.Checks;
using Platform.Rego.AspNetCore;

namespace Platform.Referrals.Reading;

/// <summary>
/// The messages that this receiver takes, with the least number of resources that it enforces. <c>context</c> is a message category (referral, validation) or
/// a use case (a1t1 …), with or without its system; one that no message here belongs to finds none.
/// </summary>
internal static class MessageDefinitionsEndpoint
{
    public const string ContextParameter = "context";

    private const string Prefix = "bars-message-";

    private static readonly IReadOnlyList<Definition> Definitions =
    [
        new("servicerequest-request-referral", "servicerequest-request", new(WorkflowKind.New, "referral", null, "active", null)),
        new("servicerequest-request-validation", "servicerequest-request", new(WorkflowKind.New, "validation", null, "active", null)),
        new("servicerequest-request-cancelled", "servicerequest-request", new(WorkflowKind.Cancel, null, null, "revoked", null)),
        new("servicerequest-response-referral", "servicerequest-response", new(WorkflowKind.Response, "referral", null, "revoked", null)),
        new("servicerequest-response-validation-interim", "servicerequest-response", new(WorkflowKind.Response, "validation", null, null, null)),
        new("servicerequest-response-validation-full", "servicerequest-response", new(WorkflowKind.Response, "validation", null, null, null)),
    ];

    /// <summary>The canonical addresses, which a message names as its definition.</summary>
    public static IEnumerable<string> Canonicals => Definitions.Select(definition => definition.Canonical);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/MessageDefinition", Find).RequirePolicy(MetadataEndpoint.Action).WithFhirErrors();

    private static FhirAnswer Find(HttpContext http)
    {
        if (http.Request.Query.Keys.Any(name => name != ContextParameter))
            return FhirAnswer.Of(FhirRefusal.BadRequest("not-supported", "http", "only context is understood"));
        var asked = http.Request.Query[ContextParameter];
        if (asked.Count > 1 || asked is [null or ""])
            return FhirAnswer.Of(FhirRefusal.BadRequest("value", $"http.{ContextParameter}", "the context must be there once, with a value"));
        JsonNode[] found = [.. Definitions.Where(definition => asked is not [{ } context] || definition.Fits(context)).Select(definition => definition.Entry())];
        var bundle = new JsonObject { ["resourceType"] = "Bundle", ["type"] = "searchset", ["total"] = found.Length };
        if (found.Length > 0)
            bundle["entry"] = new JsonArray(found);
        return new FhirAnswer(bundle);
    }

    private sealed record Definition(string Name, string Event, Workflow Workflow)
    {
        public string Canonical => $"https://fhir.nhs.uk/MessageDefinition/{Prefix}{Name}";

        public bool Fits(string context)
        {
            var bar = context.LastIndexOf('|');
            var (system, code) = (bar < 0 ? null : context[..bar], context[(bar + 1)..]);
            return code is "referral" or "validation"
                ? (Workflow.Category ?? code) == code && (system is null || FhirSystem.Same(system, FhirSystem.MessageCategories))
                : UseCaseCheck.IsSupported(code) && (system is null || FhirSystem.Same(system, FhirSystem.UseCases));
        }

        public JsonNode Entry() => new JsonObject
        {
            ["fullUrl"] = Canonical,
            ["resource"] = new JsonObject
            {
                ["resourceType"] = "MessageDefinition",
                ["id"] = Prefix + Name,
                ["url"] = Canonical,
                ["name"] = string.Concat(Name.Split('-').Select(part => char.ToUpperInvariant(part[0]) + part[1..])),
                ["status"] = "active",
                ["date"] = MetadataEndpoint.Date,
                ["eventCoding"] = new JsonObject { ["system"] = FhirSystem.MessageEvents, ["code"] = Event },
                ["category"] = "consequence",
                ["focus"] = new JsonArray([.. ResourceCheck.Needed(Workflow).Prepend(("MessageHeader", 1)).Select(Focus)]),
            },
            ["search"] = new JsonObject { ["mode"] = "match" },
        };

        private static JsonNode Focus((string Type, int Least) needed) => new JsonObject
        {
            ["code"] = needed.Type,
            ["min"] = needed.Least,
            ["max"] = ResourceCheck.Single.Contains(needed.Type) ? "1" : "*",
        };
    }
}
