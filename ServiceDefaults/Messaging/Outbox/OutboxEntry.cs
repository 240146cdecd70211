using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Rego.AspNetCore;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>An event on its way out, as it lies in the table <c>outbox</c>.</summary>
/// <param name="Id">The message id; stays the same however often it is sent.</param>
/// <param name="Sequence">Its place in the order of sending.</param>
/// <param name="Type">URN of its type.</param>
/// <param name="Body">The event as JSON.</param>
/// <param name="Headers">Why it is sent, and the trace that it belongs to.</param>
/// <param name="CreatedAt">When the change happened that it tells of.</param>
public sealed record OutboxEntry(Guid Id, long Sequence, string Type, byte[] Body, OutboxHeaders Headers, DateTimeOffset CreatedAt);

/// <summary>The column <c>headers</c>.</summary>
public sealed record OutboxHeaders(string Action, string DecisionId, string? Purpose, PolicySubject? Subject, string? TraceParent)
{
    internal MessageClaims Claims => new(Subject, Action, DecisionId, Purpose);

    /// <summary>The column's text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, OutboxJson.Default.OutboxHeaders);

    internal static OutboxHeaders FromJson(string json) =>
        JsonSerializer.Deserialize(json, OutboxJson.Default.OutboxHeaders) ?? throw new InvalidDataException("the outbox holds an entry without headers");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OutboxHeaders))]
internal sealed partial class OutboxJson : JsonSerializerContext;
