using System.Text;

namespace Platform.AppHost.Publishing.Writing;

/// <summary>What the database server is told: the settings and the rules of one machine, for a server that others reach over a network.</summary>
internal static class DatabaseText
{
    public static string Settings(string certificates) => DatabaseSettings.Text
        .Replace("listen_addresses = '127.0.0.1'", "listen_addresses = '*'", StringComparison.Ordinal)
        .Replace("unix_socket_directories = ''", "unix_socket_directories = '/var/run/postgresql'", StringComparison.Ordinal)
        .Replace("'server.pem'", $"'{certificates}/tls.crt'", StringComparison.Ordinal)
        .Replace("'server.key'", $"'{certificates}/tls.key'", StringComparison.Ordinal)
        .Replace("'ca.pem'", $"'{certificates}/ca.crt'", StringComparison.Ordinal);

    /// <summary>Where a client may come from is the network policy's to say; who it must be is said here. The superuser comes in by the server's own socket alone.</summary>
    public static string Access(PostgresServerResource database) => $"local all postgres peer\n{DatabaseSettings.Access(Roles(database), "all")}";

    /// <summary>Makes roles and databases at the first start, for psql; each password is in a variable.</summary>
    public static string Roles(PostgresServerResource database, Func<DatabaseRole, string> passwordVariable)
    {
        var script = new StringBuilder("REVOKE ALL ON DATABASE postgres FROM PUBLIC;\nREVOKE ALL ON DATABASE template1 FROM PUBLIC;\n");
        foreach (var role in Roles(database))
        {
            script.Append("\\getenv password ").Append(passwordVariable(role)).Append('\n');
            foreach (var statement in DatabaseSettings.Create(role).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                script.Append(statement).Append(";\n");
            script.Append("REVOKE ALL ON DATABASE ").Append(role.Name).Append(" FROM PUBLIC;\nALTER ROLE ").Append(role.Name).Append(" PASSWORD :'password';\n");
        }

        return script.ToString();
    }

    public static IReadOnlyList<DatabaseRole> Roles(PostgresServerResource database) => database.Annotations.OfType<DatabaseAnnotation>().Single().Roles;

    /// <summary>The parameter that holds the password of a role.</summary>
    public static string PasswordParameter(DatabaseRole role) => $"{role.Name}-database-password";
}
