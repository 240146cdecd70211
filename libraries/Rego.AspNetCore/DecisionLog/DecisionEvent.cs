using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Rego.AspNetCore;

/// <summary>One decision in the shape of OPA's decision logs, masked before it is written anywhere.</summary>
public sealed record DecisionEvent
{
    /// <summary>Who decided: <c>app</c> and <c>id</c>, the SPIFFE id.</summary>
    [JsonPropertyName("labels")]
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>The decision's id.</summary>
    [JsonPropertyName("decision_id")]
    public required string DecisionId { get; init; }

    /// <summary>The trace.</summary>
    [JsonPropertyName("trace_id")]
    public required string TraceId { get; init; }

    /// <summary>The revision that decided, by the bundle's name.</summary>
    [JsonPropertyName("bundles")]
    public required IReadOnlyDictionary<string, BundleRevision> Bundles { get; init; }

    /// <summary>The document that was asked for.</summary>
    [JsonPropertyName("path")]
    public string Path { get; init; } = "platform/decision";

    /// <summary>The input after masking; absent if all of it was erased.</summary>
    [JsonPropertyName("input"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Input { get; init; }

    /// <summary>The result after masking; absent if the policy gave none.</summary>
    [JsonPropertyName("result"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Result { get; init; }

    /// <summary>Why the enforcement point denied without a usable result, or null.</summary>
    [JsonPropertyName("error"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    /// <summary>When.</summary>
    [JsonPropertyName("timestamp")]
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Nanoseconds, by OPA's names.</summary>
    [JsonPropertyName("metrics")]
    public required IReadOnlyDictionary<string, long> Metrics { get; init; }

    /// <summary>JSON pointers of what was taken out.</summary>
    [JsonPropertyName("erased")]
    public required IReadOnlyList<string> Erased { get; init; }

    /// <summary>JSON pointers of what was replaced.</summary>
    [JsonPropertyName("masked")]
    public required IReadOnlyList<string> Masked { get; init; }

    /// <summary>Decisions of this process that could not be logged since the event before.</summary>
    [JsonPropertyName("lost")]
    public long Lost { get; init; }
}

/// <summary>A revision of a bundle.</summary>
/// <param name="Revision">Its name.</param>
public sealed record BundleRevision([property: JsonPropertyName("revision")] string Revision);

/// <summary>How events are written.</summary>
[JsonSerializable(typeof(DecisionEvent))]
[JsonSerializable(typeof(DecisionEvent[]))]
public sealed partial class DecisionEventJson : JsonSerializerContext;
