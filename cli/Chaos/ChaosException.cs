namespace Platform.Cli.Chaos;

/// <summary>The experiment could not go on; the hypothesis did not hold.</summary>
internal sealed class ChaosException(string message) : Exception(message);
