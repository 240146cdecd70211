namespace Platform.ServiceDefaults.Messaging;

/// <summary>One attempt to act on one message: de-duplicate, decide, act, audit. Verifying comes before, in the deserializer.</summary>
internal sealed class Consumption<TEvent, TReaction>(
    MessageDatabase database, TReaction reaction, MessageAuthorization authorization, ConsumerName consumer, TimeProvider clock)
    where TEvent : class
    where TReaction : EventReaction<TEvent>
{
    public async Task RunAsync(TEvent message, VerifiedMessage envelope, CancellationToken cancellation)
    {
        if (await InboxTable.HasAsync(await database.OpenAsync(cancellation), envelope.Id, consumer.Value, cancellation))
        {
            MessagingTelemetry.Repeated.Add(1);
            return;
        }

        if (envelope.ExpiresAt <= clock.GetUtcNow())
            throw new MessageRefusedException(MessageRefusal.Expired);
        var permit = await authorization.DemandAsync(envelope, reaction.Action, reaction.Facts(message));
        var effect = await reaction.ReactAsync(message, envelope, cancellation);
        await database.InTransactionAsync(async transaction =>
        {
            if (!await InboxTable.TryEnterAsync(transaction, envelope.Id, consumer.Value, clock.GetUtcNow(), cancellation))
                return false;
            await effect(cancellation);
            await ParkedMessages.SettleAsync(transaction, envelope.Id, cancellation);
            // Durable before the effect is: an effect without its audit event cannot exist. The reverse can, and says what was about to be done.
            await permit.AuditAsync();
            return true;
        }, cancellation);
        MessagingTelemetry.Handled.Add(1);
    }
}

/// <summary>The name under which this service keeps its inbox: its app-id, which is also its queue's name.</summary>
public sealed record ConsumerName(string Value);
