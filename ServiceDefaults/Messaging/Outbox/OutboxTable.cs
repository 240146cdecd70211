using System.Data.Common;
using System.Globalization;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>The table <c>outbox (id, sequence, type, body, headers, created_at, sent_at)</c>.</summary>
internal static class OutboxTable
{
    public static async Task AppendAsync(DbTransaction transaction, OutboxEntry entry, CancellationToken cancellation)
    {
        await using var command = MessageSql.Command(transaction.Connection!, transaction,
            "INSERT INTO outbox (id, sequence, type, body, headers, created_at) VALUES (@id, @sequence, @type, @body, @headers, @created)",
            ("@id", entry.Id.ToString("D")), ("@sequence", entry.Sequence), ("@type", entry.Type), ("@body", entry.Body), ("@headers", entry.Headers.ToJson()),
            ("@created", MessageSql.Text(entry.CreatedAt)));
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The oldest entries that were never sent, or were asked for again.</summary>
    public static async Task<IReadOnlyList<OutboxEntry>> UnsentAsync(DbConnection connection, int max, CancellationToken cancellation)
    {
        await using var command = MessageSql.Command(connection, null,
            "SELECT id, sequence, type, body, headers, created_at FROM outbox WHERE sent_at IS NULL ORDER BY sequence LIMIT @max", ("@max", max));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var entries = new List<OutboxEntry>();
        while (await reader.ReadAsync(cancellation))
        {
            entries.Add(new OutboxEntry(
                Guid.ParseExact(reader.GetString(0), "D"), reader.GetInt64(1), reader.GetString(2), reader.GetFieldValue<byte[]>(3),
                OutboxHeaders.FromJson(reader.GetString(4)), MessageSql.Time(reader.GetString(5))));
        }
        return entries;
    }

    public static async Task MarkSentAsync(DbTransaction transaction, IEnumerable<Guid> ids, DateTimeOffset at, CancellationToken cancellation)
    {
        foreach (var id in ids)
        {
            await using var command = MessageSql.Command(transaction.Connection!, transaction,
                "UPDATE outbox SET sent_at = @at WHERE id = @id", ("@at", MessageSql.Text(at)), ("@id", id.ToString("D")));
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    /// <summary>Has an entry sent again, under the same id; false when there is none.</summary>
    public static async Task<bool> SendAgainAsync(DbTransaction transaction, Guid id, CancellationToken cancellation)
    {
        await using var command = MessageSql.Command(transaction.Connection!, transaction,
            "UPDATE outbox SET sent_at = NULL WHERE id = @id", ("@id", id.ToString("D")));
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <summary>How many wait, and since when the oldest does.</summary>
    public static async Task<(long Count, DateTimeOffset? Oldest)> BacklogAsync(DbConnection connection, CancellationToken cancellation)
    {
        await using var command = MessageSql.Command(connection, null, "SELECT COUNT(*), MIN(created_at) FROM outbox WHERE sent_at IS NULL");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var count = Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture);
        return (count, await reader.IsDBNullAsync(1, cancellation) ? null : MessageSql.Time(reader.GetString(1)));
    }
}
