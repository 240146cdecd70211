namespace Platform.Cli.Labs;

/// <summary>A lab cannot be set up or graded; the message says what is wrong, where, and what to do.</summary>
internal sealed class LabException(string message, int exitCode = ExitCode.BadArguments, Exception? inner = null) : Exception(message, inner)
{
    public int ExitCode { get; } = exitCode;
}
