using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Platform.Ledger.Data;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;

namespace Platform.Ledger.Reading;

/// <summary>`GET /AuditEvent?patient=…`: the accesses to a patient's record as a FHIR R4 searchset, newest first. Itself an access, and audited as such.</summary>
internal static class AuditEventsEndpoint
{
    public const string Action = "platform.audit.export";

    private const string Patient = "patient";
    private const string Count = "_count";
    private const string Page = "_page";
    private const string TypedReference = "Patient/";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/AuditEvent", HandleAsync).RequirePolicy(Action).WithFhirErrors().OnListener(ListenerClass.Control);

    public static ValueTask<ResourceFacts> FactsAsync(HttpContext context, CancellationToken cancellation) => new(AccessesOf.Facts(Reference(context)));

    private static async Task<IResult> HandleAsync(HttpContext http, AccessesOf accesses, CancellationToken cancellation)
    {
        var query = http.Request.Query;
        var (id, size, before) = (Reference(http), Number(query, Count) ?? AccessesOf.PageMax, Number(query, Page));
        if (query.Keys.Any(name => name is not (Patient or Count or Page)) || !AccessesOf.IsReference(id) || size < 1 || before < 1)
        {
            throw new BadHttpRequestException("the patient, the count or the page is missing or out of range");
        }

        if (!await accesses.AreWholeAsync(cancellation))
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        size = Math.Min(size, AccessesOf.PageMax);
        var rows = accesses.About(id, http.Features.GetRequiredFeature<PolicyDecision>());
        var total = await rows.CountAsync(cancellation);
        var (page, hasMore) = await AccessesOf.PageAsync(rows, before, (int)size, cancellation);
        var links = new JsonArray(Link("self", id, size, before));
        if (hasMore)
        {
            links.Add(Link("next", id, size, page[^1].Sequence));
        }

        var bundle = new JsonObject { ["resourceType"] = "Bundle", ["type"] = "searchset", ["total"] = total, ["link"] = links };
        if (page.Count > 0)
        {
            bundle["entry"] = new JsonArray([.. page.Select(entry => Entry(entry, id))]);
        }

        return Results.Text(bundle.ToJsonString(), "application/fhir+json", Encoding.UTF8);
    }

    private static JsonNode Entry(LedgerEntry entry, string patient)
    {
        var resource = FhirAuditEvent.Of(entry, patient);
        return new JsonObject
        {
            ["fullUrl"] = $"urn:uuid:{(string)resource["id"]!}",
            ["resource"] = resource,
            ["search"] = new JsonObject { ["mode"] = "match" },
        };
    }

    // The reference is an opaque one, so it may stand in an address.
    private static JsonNode Link(string relation, string patient, long size, long? before) => new JsonObject
    {
        ["relation"] = relation,
        ["url"] = string.Create(CultureInfo.InvariantCulture, $"AuditEvent?{Patient}={patient}&{Count}={size}{(before is { } end ? $"&{Page}={end}" : "")}"),
    };

    private static string Reference(HttpContext context) => context.Request.Query[Patient] is [{ } one]
        ? one.StartsWith(TypedReference, StringComparison.Ordinal) ? one[TypedReference.Length..] : one
        : "";

    private static long? Number(IQueryCollection query, string name) => !query.TryGetValue(name, out var text) ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : 0;
}
