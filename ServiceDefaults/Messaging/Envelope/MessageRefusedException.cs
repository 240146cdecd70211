using System.Runtime.Serialization;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>A message must not be acted on, and trying again cannot change that. Nothing of the message is in the text.</summary>
public sealed class MessageRefusedException(MessageRefusal reason, string? detail = null)
    : SerializationException(detail is null ? $"message refused: {reason}" : $"message refused: {reason} ({detail})")
{
    /// <summary>Why.</summary>
    public MessageRefusal Reason { get; } = reason;
}
