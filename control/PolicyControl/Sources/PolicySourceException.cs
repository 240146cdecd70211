namespace Platform.PolicyControl.Sources;

/// <summary>The folder of policies cannot be read as one.</summary>
public sealed class PolicySourceException(string message, Exception? inner = null) : Exception(message, inner);
