namespace Platform.Cli.Publish;

/// <summary>Nothing was written; the message says why and what to do.</summary>
internal sealed class PublishException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
