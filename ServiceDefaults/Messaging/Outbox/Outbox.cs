using System.Data.Common;
using System.Diagnostics;
using System.Text.Json;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>Where a service puts the events that tell of its changes: into its own database, in the transaction of the change.</summary>
public sealed class Outbox(EventTypes types, OutboxSignal signal, TimeProvider clock)
{
    private long lastSequence;

    /// <summary>Makes the entry for an event; whoever stores it in the transaction of the change has it sent.</summary>
    /// <param name="message">An event of this service: opaque ids and codes only.</param>
    /// <param name="claims">What was permitted, and for whom.</param>
    /// <exception cref="InvalidOperationException">The service does not publish events of this type.</exception>
    public OutboxEntry Compose(object message, MessageClaims claims)
    {
        var type = types.PublishedAs(message.GetType());
        var now = clock.GetUtcNow();
        return new OutboxEntry(
            Guid.CreateVersion7(now), NextSequence(now), type.Urn, JsonSerializer.SerializeToUtf8Bytes(message, type.ClrType, JsonSerializerOptions.Web),
            new OutboxHeaders(claims.Action, claims.DecisionId, claims.Purpose, claims.Subject, Activity.Current?.Id), now);
    }

    /// <summary>Adds an event; it is sent after the transaction is committed.</summary>
    /// <returns>The message id.</returns>
    /// <exception cref="InvalidOperationException">The service does not publish events of this type.</exception>
    public async Task<Guid> AppendAsync(DbTransaction transaction, object message, MessageClaims claims, CancellationToken cancellation)
    {
        var entry = Compose(message, claims);
        await OutboxTable.AppendAsync(transaction, entry, cancellation);
        return entry.Id;
    }

    /// <summary>Has an event sent again by an operator: signed anew, under the same message id, so that whoever acted on it does not act twice.</summary>
    /// <returns>False when there is no such event.</returns>
    public async Task<bool> ReplayAsync(MessageDatabase database, Guid messageId, CancellationToken cancellation)
    {
        var found = false;
        await database.InTransactionAsync(async transaction => found = await OutboxTable.SendAgainAsync(transaction, messageId, cancellation), cancellation);
        if (found)
            signal.Raise();
        return found;
    }

    /// <summary>Says that a transaction with events was committed, so that they are sent at once and not at the next look.</summary>
    public void Committed() => signal.Raise();

    // Ticks order what different runs of the process wrote; the counter what one tick saw.
    private long NextSequence(DateTimeOffset now)
    {
        while (true)
        {
            var last = Interlocked.Read(ref lastSequence);
            var next = Math.Max(last + 1, now.UtcTicks);
            if (Interlocked.CompareExchange(ref lastSequence, next, last) == last)
                return next;
        }
    }
}
