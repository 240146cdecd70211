using System.Data.Common;
using System.Diagnostics;
using System.Text.Json;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>Where a service puts the events that tell of its changes: into its own database, in the transaction of the change.</summary>
public sealed class Outbox(EventTypes types, OutboxSignal signal, TimeProvider clock)
{
    /// <summary>Adds an event; it is sent after the transaction is committed.</summary>
    /// <param name="transaction">The transaction of the change.</param>
    /// <param name="message">An event of this service: opaque ids and codes only.</param>
    /// <param name="claims">What was permitted, and for whom.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>The message id.</returns>
    /// <exception cref="InvalidOperationException">The service does not publish events of this type.</exception>
    public async Task<Guid> AppendAsync<TEvent>(DbTransaction transaction, TEvent message, MessageClaims claims, CancellationToken cancellation)
        where TEvent : class
    {
        var type = types.PublishedAs(typeof(TEvent));
        var now = clock.GetUtcNow();
        var entry = new OutboxEntry(
            Guid.CreateVersion7(now), type.Urn, JsonSerializer.SerializeToUtf8Bytes(message, JsonSerializerOptions.Web),
            new OutboxHeaders(claims.Action, claims.DecisionId, claims.Purpose, claims.Subject, Activity.Current?.Id), now);
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
}
