using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>Leads MassTransit's delivery into <see cref="Consumption{TEvent, TReaction}"/>, with a scope of its own for each attempt.</summary>
internal sealed class EventConsumer<TEvent, TReaction>(IServiceScopeFactory scopes, ConsumerRetry retry) : IConsumer<TEvent>
    where TEvent : class
    where TReaction : EventReaction<TEvent>
{
    public Task Consume(ConsumeContext<TEvent> context)
    {
        if (!context.ReceiveContext.TryGetPayload<VerifiedMessage>(out var envelope))
            throw new MessageRefusedException(MessageRefusal.EnvelopeMissing);
        return retry.RunAsync(async () =>
        {
            await using var scope = scopes.CreateAsyncScope();
            var consumption = scope.ServiceProvider.GetRequiredService<Consumption<TEvent, TReaction>>();
            await consumption.RunAsync(context.Message, envelope, context.CancellationToken);
        }, context.CancellationToken);
    }
}
