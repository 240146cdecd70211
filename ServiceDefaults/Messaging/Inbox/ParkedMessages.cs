using System.Data.Common;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>The table <c>parked (fingerprint, message_id, type, producer, reason, first_at, deliveries)</c>.</summary>
public sealed class ParkedMessages(MessageDatabase database)
{
    /// <summary>What is parked, oldest first.</summary>
    public async Task<IReadOnlyList<ParkedMessage>> ListAsync(CancellationToken cancellation)
    {
        await using var command = MessageSql.Command(await database.OpenAsync(cancellation), null,
            "SELECT fingerprint, message_id, type, producer, reason, first_at, deliveries FROM parked ORDER BY first_at, fingerprint");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var parked = new List<ParkedMessage>();
        while (await reader.ReadAsync(cancellation))
        {
            parked.Add(new ParkedMessage(
                reader.GetString(0), Optional(reader, 1), Optional(reader, 2), Optional(reader, 3), reader.GetString(4),
                MessageSql.Time(reader.GetString(5)), reader.GetInt64(6)));
        }
        return parked;
    }

    /// <summary>
    /// Notes a refusal; a repeated one counts the delivery and takes the newest reason. A message that was acted on is not parked for what failed after: a
    /// broker that dies before it hears so delivers the message again, and the inbox drops it. One that was refused for what it is, is noted whatever its id.
    /// </summary>
    internal async Task AddAsync(ParkedMessage message, string consumer, CancellationToken cancellation)
    {
        if (message is { Reason: nameof(MessageRefusal.Failed), MessageId: { } id }
            && await InboxTable.HasAsync(await database.OpenAsync(cancellation), Guid.ParseExact(id, "D"), consumer, cancellation))
            return;
        await database.InTransactionAsync(async transaction =>
        {
            await using var command = MessageSql.Command(transaction.Connection!, transaction,
                """
                INSERT INTO parked (fingerprint, message_id, type, producer, reason, first_at, deliveries)
                VALUES (@fingerprint, @id, @type, @producer, @reason, @at, 1)
                ON CONFLICT (fingerprint) DO UPDATE SET deliveries = parked.deliveries + 1, reason = excluded.reason
                """,
                ("@fingerprint", message.Fingerprint), ("@id", message.MessageId), ("@type", message.Type), ("@producer", message.Producer),
                ("@reason", message.Reason), ("@at", MessageSql.Text(message.FirstAt)));
            await command.ExecuteNonQueryAsync(cancellation);
            return true;
        }, cancellation);
    }

    /// <summary>Takes an acted-on message off the list: an operator's replay succeeded.</summary>
    internal static async Task SettleAsync(DbTransaction transaction, Guid messageId, CancellationToken cancellation)
    {
        await using var command = MessageSql.Command(transaction.Connection!, transaction,
            "DELETE FROM parked WHERE message_id = @id", ("@id", messageId.ToString("D")));
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static string? Optional(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
