namespace Platform.Cli.Running;

/// <summary>The platform did not start; the message names the resource, its last lines and the way out.</summary>
internal sealed class PlatformStartException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
