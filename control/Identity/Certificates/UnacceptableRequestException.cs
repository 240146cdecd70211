namespace Platform.Identity.Certificates;

/// <summary>A signing request that nothing is issued for.</summary>
public sealed class UnacceptableRequestException(string message, Exception? inner = null) : Exception(message, inner);
