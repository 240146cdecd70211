using Aspire.Hosting;

namespace Platform.Hosting.Running;

/// <summary>The application cannot start here and now; the message says why and what to do.</summary>
internal sealed class StartRefusedException(int exitCode, string message) : DistributedApplicationException(message)
{
    public int ExitCode { get; } = exitCode;
}
