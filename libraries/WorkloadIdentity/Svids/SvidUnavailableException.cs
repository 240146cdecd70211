namespace Platform.WorkloadIdentity;

/// <summary>No SVID could be had now.</summary>
public sealed class SvidUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
