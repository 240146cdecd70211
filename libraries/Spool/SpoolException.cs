namespace Platform.Spool;

/// <summary>Something could not be made durable, or cannot be read back.</summary>
public class SpoolException(string message, Exception? inner = null) : Exception(message, inner);
