using System.Text.Json.Nodes;
using Platform.Referrals.Data;

namespace Platform.Referrals.Reading;

/// <summary>
/// A page of matches as a FHIR searchset. FHIR would have the links repeat what was asked; these leave the NHS number out, because links are addresses and
/// end up in histories: the next page is named by the last match of this one, which is as much.
/// </summary>
internal static class SearchSet
{
    public static JsonObject Of(PatientQuery query, int total, IReadOnlyList<Referral> page, bool hasMore)
    {
        var links = new JsonArray(Link("self", query, query.After));
        if (hasMore)
            links.Add(Link("next", query, page[^1].Id));
        var bundle = new JsonObject
        {
            ["resourceType"] = "Bundle",
            ["type"] = "searchset",
            ["total"] = total,
            ["link"] = links,
        };
        // FHIR has no empty arrays.
        if (page.Count > 0)
            bundle["entry"] = new JsonArray([.. page.Select(Entry)]);
        return bundle;
    }

    private static JsonNode Entry(Referral referral) => new JsonObject
    {
        ["fullUrl"] = $"urn:uuid:{referral.Id}",
        ["resource"] = JsonNode.Parse(referral.ServiceRequest),
        ["search"] = new JsonObject { ["mode"] = "match" },
    };

    private static JsonNode Link(string relation, PatientQuery query, string? after)
    {
        (string Name, string? Value)[] parameters =
            [(PatientQuery.IdParameter, query.Id), (PatientQuery.CountParameter, $"{query.Count}"), (PatientQuery.PageParameter, after)];
        var given = string.Join('&', parameters.Where(parameter => parameter.Value is not null).Select(parameter => $"{parameter.Name}={parameter.Value}"));
        return new JsonObject { ["relation"] = relation, ["url"] = $"ServiceRequest?{given}" };
    }
}
