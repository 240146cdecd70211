using System.Text.Json;

namespace Platform.Cli.Demo;

/// <summary>A span as the demo needs it.</summary>
internal sealed record TraceSpan(string TraceId, string SpanId, string ParentSpanId, string Name, string Service, IReadOnlyDictionary<string, string> Attributes);

/// <summary>Reads the OTLP/JSON lines that every process writes when no collector is configured.</summary>
internal static class TraceFiles
{
    /// <summary>The spans of one trace, from all files named <c>traces.jsonl</c> below the state folder. A line that is still being written is left for the next read.</summary>
    public static IReadOnlyList<TraceSpan> Read(string state, string traceId)
    {
        var spans = new List<TraceSpan>();
        foreach (var file in Directory.EnumerateFiles(state, "traces.jsonl", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line)
            {
                if (line.Contains(traceId, StringComparison.OrdinalIgnoreCase) && Parse(line) is { } batch)
                    spans.AddRange(batch.Where(span => span.TraceId.Equals(traceId, StringComparison.OrdinalIgnoreCase)));
            }
        }
        return spans;
    }

    private static List<TraceSpan>? Parse(string line)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }
        using (document)
        {
            var spans = new List<TraceSpan>();
            foreach (var resource in Items(document.RootElement, "resourceSpans"))
            {
                var service = resource.TryGetProperty("resource", out var described) ? Attributes(described).GetValueOrDefault("service.name", "") : "";
                foreach (var span in Items(resource, "scopeSpans").SelectMany(scope => Items(scope, "spans")))
                {
                    spans.Add(new TraceSpan(
                        Text(span, "traceId"), Text(span, "spanId"), Text(span, "parentSpanId"), Text(span, "name"), service, Attributes(span)));
                }
            }
            return spans;
        }
    }

    private static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static Dictionary<string, string> Attributes(JsonElement element)
    {
        var attributes = new Dictionary<string, string>();
        foreach (var attribute in Items(element, "attributes"))
        {
            if (attribute.TryGetProperty("value", out var value))
                attributes[Text(attribute, "key")] = value.EnumerateObject().Select(property => property.Value.ToString()).FirstOrDefault("");
        }
        return attributes;
    }
}
