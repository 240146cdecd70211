namespace Platform.ServiceDefaults.Messaging;

/// <summary>Travels with a send context from the outbox to the serializer, which signs.</summary>
internal sealed record OutgoingMessage(EventType Type, MessageClaims Claims);
