using System.Diagnostics;
using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>
/// Sends what lies in the outbox, in order, and marks it sent when the broker has confirmed it. A publish that was cancelled may have arrived: it is
/// sent again under the same id, and the consumer's inbox drops the second.
/// </summary>
internal sealed partial class OutboxRelay(
    IBus bus, EventTypes types, BrokerAddress broker, OutboxSignal signal, IServiceScopeFactory scopes, TimeProvider clock, ILogger<OutboxRelay> logger)
    : BackgroundService
{
    private const int BatchSize = 50;

    // Without a token MassTransit retries for ever, also what the broker refuses (403, 404): the token is the only way to notice.
    private static readonly TimeSpan PublishPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = LookEvery;
        var waits = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var sent = await SendBatchAsync(stoppingToken);
                pause = LookEvery;
                if (waits)
                    LogGoesOn(logger);
                waits = false;
                if (sent < BatchSize)
                    await signal.WaitAsync(LookEvery, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                if (!waits)
                    LogWaiting(logger, failure.GetType().Name, failure.Message);
                waits = true;
                await signal.WaitAsync(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < PauseMax ? pause * 2 : PauseMax;
            }
        }
    }

    private async Task<int> SendBatchAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<MessageDatabase>();
        var entries = await OutboxTable.UnsentAsync(await database.OpenAsync(cancellation), BatchSize, cancellation);
        var sent = new List<Guid>();
        try
        {
            foreach (var entry in entries)
            {
                await PublishAsync(entry, cancellation);
                sent.Add(entry.Id);
            }
        }
        finally
        {
            if (sent.Count > 0)
                await MarkSentAsync(database, sent);
        }
        return entries.Count;
    }

    // Not cancelled at shutdown: what was confirmed is marked, otherwise it is sent once more at the next start.
    private Task MarkSentAsync(MessageDatabase database, List<Guid> sent) =>
        database.InTransactionAsync(async transaction =>
        {
            await OutboxTable.MarkSentAsync(transaction, sent, clock.GetUtcNow(), CancellationToken.None);
            return true;
        }, CancellationToken.None);

    private async Task PublishAsync(OutboxEntry entry, CancellationToken cancellation)
    {
        var type = types.PublishedAs(entry.Type);
        var message = JsonSerializer.Deserialize(entry.Body, type.ClrType, JsonSerializerOptions.Web)
            ?? throw new InvalidDataException($"the outbox entry {entry.Id} is empty");
        ActivityContext.TryParse(entry.Headers.TraceParent, null, isRemote: true, out var parent);
        using var activity = MessagingTelemetry.Activities.StartActivity("outbox.send", ActivityKind.Internal, parent);
        activity?.SetTag("messaging.message.id", entry.Id.ToString("D"));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(PublishPatience);
        try
        {
            await bus.Publish(message, type.ClrType, Pipe.Execute<PublishContext>(context => Prepare(context, entry, type)), limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"the broker did not confirm {type.Exchange} within {PublishPatience.TotalSeconds:0} s");
        }
        MessagingTelemetry.Sent.Add(1, new KeyValuePair<string, object?>("type", type.Name));
    }

    private void Prepare(PublishContext context, OutboxEntry entry, EventType type)
    {
        context.MessageId = entry.Id;
        context.Durable = true;
        context.GetOrAddPayload(() => new OutgoingMessage(type, entry.Headers.Claims));
        if (!context.TryGetPayload<RabbitMqSendContext>(out var amqp))
            return;
        // The broker compares it with the connection's user, and the consumer with the producer of the type.
        amqp.BasicProperties.UserId = broker.User;
        // An event that no queue takes is an error of the topology, and must not look like success.
        amqp.Mandatory = true;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "the outbox is sent again")]
    private static partial void LogGoesOn(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "the outbox waits: {Failure}: {Reason}")]
    private static partial void LogWaiting(ILogger logger, string failure, string reason);
}
