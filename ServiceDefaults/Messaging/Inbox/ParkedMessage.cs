namespace Platform.ServiceDefaults.Messaging;

/// <summary>A message that this service refused and the broker parks: why, and nothing of its content.</summary>
/// <param name="Fingerprint">SHA-256 over envelope and body.</param>
/// <param name="MessageId">The signed id; null when the envelope proved nothing.</param>
/// <param name="Type">URN of its type; null when the envelope proved nothing.</param>
/// <param name="Producer">SPIFFE id of who signed it; null when the envelope proved nothing.</param>
/// <param name="Reason">A <see cref="MessageRefusal"/>.</param>
/// <param name="FirstAt">When it first was refused.</param>
/// <param name="Deliveries">How often the broker delivered it.</param>
public sealed record ParkedMessage(
    string Fingerprint, string? MessageId, string? Type, string? Producer, string Reason, DateTimeOffset FirstAt, long Deliveries);
