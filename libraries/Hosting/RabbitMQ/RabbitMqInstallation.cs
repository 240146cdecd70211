namespace Platform.Hosting.RabbitMQ;

/// <summary>The programs of an installed RabbitMQ server.</summary>
/// <param name="Server">The script <c>rabbitmq-server</c>; not a distribution's wrapper, which would switch the user.</param>
/// <param name="PortMapper">Erlang's <c>epmd</c>.</param>
public sealed record RabbitMqInstallation(string Server, string PortMapper)
{
    private static readonly string[] Servers =
    [
        "/usr/lib/rabbitmq/bin/rabbitmq-server",
        "/opt/homebrew/opt/rabbitmq/sbin/rabbitmq-server",
        "/usr/local/opt/rabbitmq/sbin/rabbitmq-server",
    ];

    /// <summary>What is installed on this machine, or null.</summary>
    public static RabbitMqInstallation? Find()
    {
        var server = Servers.FirstOrDefault(File.Exists);
        return server is not null && OnPath("epmd") is { } portMapper ? new RabbitMqInstallation(server, portMapper) : null;
    }

    /// <summary>What is installed on this machine.</summary>
    /// <exception cref="RabbitMqMissingException">Nothing; the message says how this system gets one.</exception>
    public static RabbitMqInstallation Require() => Find() ?? throw new RabbitMqMissingException();

    /// <summary>The first program of this name on PATH, or null.</summary>
    internal static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}
