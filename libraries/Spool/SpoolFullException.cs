namespace Platform.Spool;

/// <summary>The spool holds as much as it may; the record was not taken and is counted as lost.</summary>
public sealed class SpoolFullException(string directory, long bytesMax)
    : SpoolException($"the spool {directory} is full ({bytesMax} bytes are not acknowledged)");
