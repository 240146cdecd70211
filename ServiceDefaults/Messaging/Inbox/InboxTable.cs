using System.Data.Common;
using System.Globalization;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>The table <c>inbox (message_id, consumer, received_at)</c>: what was acted on, written in the transaction of the effect.</summary>
internal static class InboxTable
{
    public static async Task<bool> HasAsync(DbConnection connection, Guid id, string consumer, CancellationToken cancellation)
    {
        await using var command = MessageSql.Command(connection, null,
            "SELECT COUNT(*) FROM inbox WHERE message_id = @id AND consumer = @consumer", ("@id", id.ToString("D")), ("@consumer", consumer));
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture) > 0;
    }

    /// <summary>False when it is there already: somebody else was faster.</summary>
    public static async Task<bool> TryEnterAsync(DbTransaction transaction, Guid id, string consumer, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = MessageSql.Command(transaction.Connection!, transaction,
            "INSERT INTO inbox (message_id, consumer, received_at) VALUES (@id, @consumer, @at) ON CONFLICT DO NOTHING",
            ("@id", id.ToString("D")), ("@consumer", consumer), ("@at", MessageSql.Text(now)));
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }
}
