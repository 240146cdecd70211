using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Messaging.Tests.Fixtures;

/// <summary>The smallest database that can send: the three tables of messaging and one of the service's own.</summary>
internal sealed class ProducerDatabase(IConfiguration configuration) : MessageDatabase, IDisposable
{
    private readonly SqliteConnection connection = new($"Data Source={configuration["PLATFORM_STATE"]}/producer.db;Pooling=False");

    public static async Task PrepareAsync(IConfiguration configuration)
    {
        using var database = new ProducerDatabase(configuration);
        await using var command = (await database.OpenAsync(CancellationToken.None)).CreateCommand();
        command.CommandText = """
            PRAGMA journal_mode = WAL;
            CREATE TABLE changes (id TEXT NOT NULL PRIMARY KEY);
            CREATE TABLE outbox (id TEXT NOT NULL PRIMARY KEY, sequence INTEGER NOT NULL UNIQUE, type TEXT NOT NULL, body BLOB NOT NULL,
              headers TEXT NOT NULL, created_at TEXT NOT NULL, sent_at TEXT NULL);
            CREATE TABLE inbox (message_id TEXT NOT NULL, consumer TEXT NOT NULL, received_at TEXT NOT NULL, PRIMARY KEY (message_id, consumer));
            CREATE TABLE parked (fingerprint TEXT NOT NULL PRIMARY KEY, message_id TEXT NULL, type TEXT NULL, producer TEXT NULL, reason TEXT NOT NULL,
              first_at TEXT NOT NULL, deliveries INTEGER NOT NULL);
            """;
        await command.ExecuteNonQueryAsync();
    }

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellation)
    {
        if (connection.State != System.Data.ConnectionState.Open)
            await connection.OpenAsync(cancellation);
        return connection;
    }

    public override async Task InTransactionAsync(Func<DbTransaction, Task<bool>> work, CancellationToken cancellation)
    {
        await OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await work(transaction))
            await transaction.CommitAsync(cancellation);
    }

    public void Dispose() => connection.Dispose();
}
