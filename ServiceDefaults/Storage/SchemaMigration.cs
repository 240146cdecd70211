using System.Data.Common;
using System.Globalization;
using System.Reflection;

namespace Platform.ServiceDefaults.Storage;

/// <summary>
/// Brings a database to the schema that a service is built for: numbered SQL files (<c>0001.sql</c>, <c>0002.sql</c> …) embedded beside the service,
/// applied in order and in one transaction. What is there already is never applied again.
/// </summary>
public static class SchemaMigration
{
    /// <summary>Applies the files that the database does not have yet.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="assembly">Where the files are embedded.</param>
    /// <param name="folder">The resource prefix of one provider's files, e.g. <c>Platform.Records.Schema.Sqlite</c>.</param>
    /// <returns>The version that the database has now.</returns>
    /// <exception cref="SchemaTooNewException">A newer release has been at this database.</exception>
    /// <exception cref="InvalidOperationException">The files are not numbered 1, 2, 3 … without a gap.</exception>
    public static async Task<int> ApplyAsync(DbConnection connection, Assembly assembly, string folder, CancellationToken cancellation = default)
    {
        var files = Files(assembly, folder);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // Two processes that start at once: the second waits, and finds the work done.
        await Database.LockAsync(transaction, "schema", cancellation);
        await ExecuteAsync(connection, transaction, "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)", cancellation);
        var found = await VersionAsync(connection, transaction, cancellation);
        if (found > files.Count)
            throw new SchemaTooNewException(found, files.Count);

        foreach (var (version, sql) in files.Where(file => file.Version > found))
        {
            await ExecuteAsync(connection, transaction, sql, cancellation);
            await ExecuteAsync(connection, transaction, string.Create(CultureInfo.InvariantCulture, $"INSERT INTO schema_version (version) VALUES ({version})"), cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return files.Count;
    }

    private static IReadOnlyList<(int Version, string Sql)> Files(Assembly assembly, string folder)
    {
        var files = (from name in assembly.GetManifestResourceNames()
                     where name.StartsWith(folder + ".", StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal)
                     let number = int.Parse(name[(folder.Length + 1)..^".sql".Length], CultureInfo.InvariantCulture)
                     orderby number
                     select (number, Read(assembly, name))).ToArray();
        return files.Length > 0 && files.Select(file => file.number).SequenceEqual(Enumerable.Range(1, files.Length))
            ? files
            : throw new InvalidOperationException($"the schema files under {folder} are not numbered 1, 2, 3 … without a gap");
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static async Task<int> VersionAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT COALESCE(MAX(version), 0) FROM schema_version";
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture);
    }

    private static async Task ExecuteAsync(DbConnection connection, DbTransaction transaction, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
