using MassTransit;
using MassTransit.RabbitMqTransport;
using MassTransit.RabbitMqTransport.Configuration;
using MassTransit.RabbitMqTransport.Middleware;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>
/// Keeps MassTransit from declaring exchanges and queues, for which its users have no right: the broker's definitions did it. It has no switch for
/// that, so each channel is told that the declaring has already been done. Undocumented use of public types; verified with 8.4.0 only.
/// </summary>
internal sealed class UndeclaredTopology(ReceiveSettings settings) : IFilter<ChannelContext>
{
    /// <summary>Applies to a receive endpoint.</summary>
    public static void Apply(IRabbitMqReceiveEndpointConfigurator endpoint)
    {
        endpoint.ConfigureConsumeTopology = false;
        endpoint.PublishFaults = false;
        endpoint.RethrowFaultedMessages();
        endpoint.ThrowOnSkippedMessages();
        endpoint.SetQuorumQueue();
        var settings = endpoint is RabbitMqReceiveEndpointConfiguration configuration
            ? configuration.Settings
            : throw new NotSupportedException("this MassTransit does not show an endpoint's settings; 8.4.0 does");
        endpoint.ConfigureChannel(channel => channel.UseFilter(new UndeclaredTopology(settings)));
    }

    public async Task Send(ChannelContext context, IPipe<ChannelContext> next)
    {
        context.GetOrAddPayload(() => settings);
        await context.OneTimeSetup<ConfigureTopologyContext<ReceiveSettings>>(() => Task.CompletedTask);
        await context.OneTimeSetup<ConfigureTopologyContext<ErrorSettings>>(() => Task.CompletedTask);
        await context.OneTimeSetup<ConfigureTopologyContext<DeadLetterSettings>>(() => Task.CompletedTask);
        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("undeclaredTopology");
}
