using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Referrals.Fhir;

namespace Platform.Referrals.Messages.Checks;

/// <summary>The form of the Bundle: what FHIR itself demands of a message (bdl-7, bdl-12).</summary>
public static class BundleCheck
{
    public static (MessageBundle? Bundle, FhirRefusal? Refusal) Read(JsonObject root)
    {
        if (root.Text("resourceType") != "Bundle")
            return (null, FhirRefusal.BadRequest("structure", "Bundle", "the body is not a Bundle"));

        List<FhirIssue> issues = [];
        if (root.Text("type") is not { } type)
            issues.Add(new("required", "Bundle.type", "type is missing"));
        else if (type != "message")
            issues.Add(new("invariant", "Bundle.type", "type must be message"));
        if (root.Text("id") is not { } id)
            issues.Add(new("required", "Bundle.id", "id is missing"));
        else if (!Guid.TryParseExact(id, "D", out _))
            issues.Add(new("value", "Bundle.id", "id is not a UUID"));
        if (root.Text("timestamp") is not { } timestamp)
            issues.Add(new("required", "Bundle.timestamp", "timestamp is missing"));
        else if (!IsInstant(timestamp))
            issues.Add(new("value", "Bundle.timestamp", "timestamp is not an instant"));

        var entries = Entries(root, issues);
        return issues.Count > 0 ? (null, FhirRefusal.BadRequest(issues)) : (new MessageBundle(root, entries), null);
    }

    private static List<BundleEntry> Entries(JsonObject root, List<FhirIssue> issues)
    {
        List<BundleEntry> entries = [];
        if (root.At("entry") is not JsonArray { Count: > 0 } array)
        {
            issues.Add(new(root.At("entry") is null or JsonArray ? "required" : "structure", "Bundle.entry", "entry must be an array of resources"));
            return entries;
        }

        HashSet<string> fullUrls = new(StringComparer.OrdinalIgnoreCase);
        for (var index = 0; index < array.Count; index++)
        {
            if (Entry(array[index], index, issues) is not { } entry)
                continue;
            if (fullUrls.Add(entry.FullUrl))
                entries.Add(entry);
            else
                issues.Add(new("invariant", $"Bundle.entry[{index}].fullUrl", "fullUrl is used twice"));
        }

        if (issues.Count == 0 && entries[0].Type != "MessageHeader")
            issues.Add(new("invariant", "Bundle.entry[0].resource", "the first entry must be a MessageHeader"));
        return entries;
    }

    private static BundleEntry? Entry(JsonNode? node, int index, List<FhirIssue> issues)
    {
        if (node.At("resource") is not JsonObject resource)
        {
            issues.Add(new("structure", $"Bundle.entry[{index}].resource", "the entry has no resource"));
            return null;
        }

        if (resource.Text("resourceType") is not { Length: > 0 } type)
        {
            issues.Add(new("structure", $"Bundle.entry[{index}].resource.resourceType", "resourceType is missing"));
            return null;
        }

        if (node.Text("fullUrl") is { } url && url.StartsWith("urn:uuid:", StringComparison.OrdinalIgnoreCase) && url.Length > "urn:uuid:".Length)
            return new(index, url, type, resource);
        issues.Add(new("invariant", $"Bundle.entry[{index}].fullUrl", "fullUrl must be a urn:uuid"));
        return null;
    }

    private static bool IsInstant(string text) =>
        text.Contains('T', StringComparison.Ordinal)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);
}
