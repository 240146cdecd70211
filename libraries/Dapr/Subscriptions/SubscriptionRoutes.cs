using System.Text.Json.Serialization;

namespace Dapr.Subscriptions;

/// <summary>Several routes of one topic: the first rule that matches, else the default.</summary>
internal sealed record SubscriptionRoutes(
    [property: JsonPropertyName("rules")] IReadOnlyList<SubscriptionRule> Rules,
    [property: JsonPropertyName("default"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Default);
