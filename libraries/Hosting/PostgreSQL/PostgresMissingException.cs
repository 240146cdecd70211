namespace Platform.Hosting.PostgreSQL;

/// <summary>There is no PostgreSQL server to start; the message says how this system gets one.</summary>
public sealed class PostgresMissingException() : InvalidOperationException(
    $"no PostgreSQL server was found: {Command}, or set the services' ConnectionStrings, or leave out --database postgres")
{
    private static string Command =>
        OperatingSystem.IsMacOS() ? "run 'brew install postgresql' (do not start it)"
        : OperatingSystem.IsWindows() ? "run one in Docker"
        : "run 'eng/install-postgresql.sh' as root (on Debian: apt-get install postgresql)";
}
