namespace Platform.Hosting.PostgreSQL;

/// <summary>How a private server is run. It listens on loopback alone, over TLS alone.</summary>
public sealed record PostgresNodeOptions
{
    /// <summary>The server's own folder, absolute; its data lies in <c>data</c> below it.</summary>
    public required string Directory { get; init; }

    /// <summary>The port; there is no socket file.</summary>
    public required int Port { get; init; }

    /// <summary>
    /// The folder with <c>postgresql.conf</c>, <c>pg_hba.conf</c>, <c>server.pem</c>, <c>server.key</c> and <c>ca.pem</c>. It is read at every start.
    /// </summary>
    public required string SettingsDirectory { get; init; }

    /// <summary>
    /// A folder with SQL that is run, one statement per line, before the server listens: <c>*.once.sql</c> once per data folder, <c>*.always.sql</c> at
    /// every start. Nobody needs the superuser over the network.
    /// </summary>
    public required string InitDirectory { get; init; }

    /// <summary>The account that the server runs as when the platform runs as root, which PostgreSQL refuses.</summary>
    /// <value>Default <c>postgres</c>.</value>
    public string Account { get; init; } = "postgres";
}
