namespace Platform.Cli.Bench;

/// <summary>Something that would be timed does not do what it should.</summary>
internal sealed class BenchException(string message) : Exception(message);
