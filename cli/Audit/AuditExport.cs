using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Cli.Demo;
using Platform.Cli.SignIn;

namespace Platform.Cli.Audit;

/// <summary>Asks the gateway for the accesses to a patient's record as FHIR AuditEvents, page by page, and puts the pages into one Bundle.</summary>
internal static class AuditExport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <returns>A Bundle of type <c>collection</c>, newest access first, as text.</returns>
    /// <exception cref="DemoException">It was refused.</exception>
    public static async Task<string> ReadAsync(HttpClient gateway, PersonaSession asker, string patientId, CancellationToken cancellation)
    {
        var entries = new JsonArray();
        var link = $"AuditEvent?patient={Uri.EscapeDataString(patientId)}";
        while (link is not null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/fhir/{link}", UriKind.Relative));
            asker.Sign(request);
            using var answer = await gateway.SendAsync(request, cancellation);
            if (!answer.IsSuccessStatusCode)
                throw new DemoException($"{asker.Persona} may not export who saw {patientId}: {(int)answer.StatusCode}");
            var page = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellation))!;
            foreach (var entry in page["entry"]?.AsArray() ?? [])
                entries.Add(new JsonObject { ["fullUrl"] = entry!["fullUrl"]!.DeepClone(), ["resource"] = entry["resource"]!.DeepClone() });
            link = page["link"]!.AsArray().Where(one => (string?)one!["relation"] == "next").Select(one => (string?)one!["url"]).SingleOrDefault();
        }

        var bundle = new JsonObject { ["resourceType"] = "Bundle", ["type"] = "collection" };
        if (entries.Count > 0)
            bundle["entry"] = entries;
        return bundle.ToJsonString(Indented);
    }
}
