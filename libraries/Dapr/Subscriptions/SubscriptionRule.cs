using System.Text.Json.Serialization;

namespace Dapr.Subscriptions;

/// <summary>One rule: messages that match the expression go to the path.</summary>
internal sealed record SubscriptionRule([property: JsonPropertyName("match")] string Match, [property: JsonPropertyName("path")] string Path);
