using System.Security.Cryptography;
using System.Text;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>
/// Writes down why a message was refused, each time it is. The broker itself moves it to the parking queue, which keeps no reason: MassTransit's own
/// move would need rights that a consumer does not have, and would put exception texts into the broker.
/// </summary>
internal sealed partial class RefusalRecorder(IServiceScopeFactory scopes, ConsumerName consumer, TimeProvider clock, ILogger<RefusalRecorder> logger) : IReceiveObserver
{
    public async Task ReceiveFault(ReceiveContext context, Exception exception)
    {
        var reason = Reason(exception);
        MessagingTelemetry.Refused.Add(1, new KeyValuePair<string, object?>("reason", reason.ToString()));
        context.TryGetPayload<VerifiedMessage>(out var verified);
        LogRefused(logger, reason, verified?.Id, verified?.Producer.ToString());
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ParkedMessages>().AddAsync(
                new ParkedMessage(Fingerprint(context), verified?.Id.ToString("D"), verified?.Type, verified?.Producer.ToString(), reason.ToString(), clock.GetUtcNow(), 1),
                consumer.Value, CancellationToken.None);
        }
        catch (Exception failure)
        {
            // The message is not lost by this: the broker has it. Only the reason is, and it is in the log above.
            LogUnrecorded(logger, failure.Message);
        }
    }

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType) where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception) where T : class => Task.CompletedTask;

    private static MessageRefusal Reason(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is MessageRefusedException refused)
                return refused.Reason;
        }
        return MessageRefusal.Failed;
    }

    private static string Fingerprint(ReceiveContext context)
    {
        var envelope = Encoding.UTF8.GetBytes(context.TransportHeaders.Get<string>(EnvelopeSigner.Header) ?? "");
        return Convert.ToHexStringLower(SHA256.HashData([.. envelope, 0, .. context.Body.GetBytes()]));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "message refused: {Reason}, id {MessageId}, from {Producer}")]
    private static partial void LogRefused(ILogger logger, MessageRefusal reason, Guid? messageId, string? producer);

    [LoggerMessage(Level = LogLevel.Error, Message = "the refusal could not be written down: {Reason}")]
    private static partial void LogUnrecorded(ILogger logger, string reason);
}
