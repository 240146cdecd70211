namespace Platform.Hosting.RabbitMQ;

/// <summary>There is no RabbitMQ server to start; the message says how this system gets one.</summary>
public sealed class RabbitMqMissingException() : InvalidOperationException(
    $"no rabbitmq-server was found: {Command}, or set ConnectionStrings__messaging to a broker that runs already")
{
    private static string Command =>
        OperatingSystem.IsMacOS() ? "run 'brew install rabbitmq' (do not start it) or start Docker"
        : OperatingSystem.IsWindows() ? "start Docker Desktop"
        : "run 'eng/install-rabbitmq.sh' as root (on Debian: apt-get install rabbitmq-server), or start Docker";
}
