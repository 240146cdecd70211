namespace Platform.PolicyControl.Publishing;

/// <summary>The policies as they are must not be published. What was published before stays.</summary>
public sealed class PublicationRefusedException(string message, Exception? inner = null) : Exception(message, inner);
