using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Platform.ServiceDefaults.Storage;

/// <summary>
/// What makes SQLite behave as PostgreSQL does: a text test that a row filter holds tells upper from lower case, and foreign keys are enforced.
/// </summary>
internal sealed class SqliteManners : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA case_sensitive_like = ON; PRAGMA foreign_keys = ON";

    public static SqliteManners Instance { get; } = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
