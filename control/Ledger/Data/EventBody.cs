using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Rego.AspNetCore;

namespace Platform.Ledger.Data;

/// <summary>An event as the ledger keeps it: one spelling, so that the same event has the same bytes.</summary>
internal static partial class EventBody
{
    public static string Write(AuditEvent entry) => JsonSerializer.Serialize(entry, BodyJson.Default.AuditEvent);

    /// <exception cref="JsonException">The text is no event.</exception>
    public static AuditEvent Read(string body) => JsonSerializer.Deserialize(body, BodyJson.Default.AuditEvent) ?? throw new JsonException("the event is null");

    /// <summary>Everybody whom the event is about, once.</summary>
    public static IReadOnlyList<string> PatientsOf(AuditEvent entry) =>
        [.. (entry.PatientRef is { } one ? entry.PatientRefs.Append(one) : entry.PatientRefs).Distinct().Order(StringComparer.Ordinal)];

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(AuditEvent))]
    private sealed partial class BodyJson : JsonSerializerContext;
}
