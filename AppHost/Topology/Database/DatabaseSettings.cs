using System.Text;

namespace Platform.AppHost.Topology.Database;

/// <summary>
/// What the server is told. A role reaches its own database alone, with its password and with the certificate of the service (its common name is the
/// role); everything else is refused before a password is asked for, the superuser included. Paths are relative to the data folder.
/// </summary>
internal static class DatabaseSettings
{
    public const string File = "postgresql.conf";
    public const string AccessFile = "pg_hba.conf";

    // Terse, and without statements: the details of an error hold the values of rows.
    public const string Text = """
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        ssl = on
        ssl_cert_file = 'server.pem'
        ssl_key_file = 'server.key'
        ssl_ca_file = 'ca.pem'
        ssl_min_protocol_version = 'TLSv1.2'
        password_encryption = scram-sha-256
        max_connections = 100
        shared_buffers = 64MB
        logging_collector = off
        log_destination = stderr
        log_line_prefix = '%u@%d '
        log_error_verbosity = terse
        log_min_error_statement = panic
        log_min_messages = warning
        log_statement = none

        """;

    /// <summary>The name that the health check asks under; there is no such role.</summary>
    public const string Health = "health";

    /// <param name="roles">Who may connect.</param>
    /// <param name="from">From where: an address range, or <c>all</c> where a network policy says it.</param>
    public static string Access(IReadOnlyList<DatabaseRole> roles, string from = "127.0.0.1/32")
    {
        var lines = new StringBuilder();
        foreach (var role in roles)
            lines.Append("hostssl ").Append(role.Name).Append(' ').Append(role.Name).Append(' ').Append(from).Append(" scram-sha-256 clientcert=verify-full\n");
        return lines.Append("hostssl postgres ").Append(Health).Append(' ').Append(from).Append(" scram-sha-256 clientcert=verify-ca\n").ToString();
    }

    /// <summary>Makes a role and its database; once.</summary>
    public static string Create(DatabaseRole role) => $"""
        CREATE ROLE {role.Name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 40
        CREATE DATABASE {role.Name} OWNER {role.Name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'

        """;

    /// <summary>Gives the roles the passwords of this start, and takes from everybody what the server gives to all.</summary>
    public static string Always(IReadOnlyList<DatabaseRole> roles)
    {
        var lines = new StringBuilder("REVOKE ALL ON DATABASE postgres FROM PUBLIC\nREVOKE ALL ON DATABASE template1 FROM PUBLIC\n");
        foreach (var role in roles)
            lines.Append("REVOKE ALL ON DATABASE ").Append(role.Name).Append(" FROM PUBLIC\nALTER ROLE ").Append(role.Name).Append(" PASSWORD '").Append(role.Verifier()).Append("'\n");
        return lines.ToString();
    }
}
