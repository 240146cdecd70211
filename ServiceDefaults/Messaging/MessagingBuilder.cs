using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>What a service sends and takes.</summary>
public sealed class MessagingBuilder
{
    private readonly string appId;

    internal MessagingBuilder(string appId) => this.appId = appId;

    internal List<EventType> Published { get; } = [];

    internal List<EventType> Consumed { get; } = [];

    internal List<Action<IRabbitMqBusFactoryConfigurator>> Topology { get; } = [];

    internal List<Action<IServiceCollection>> Services { get; } = [];

    internal List<Action<IBusRegistrationConfigurator>> Consumers { get; } = [];

    internal List<Action<IBusRegistrationContext, IRabbitMqReceiveEndpointConfigurator>> Endpoints { get; } = [];

    /// <summary>This service sends an event.</summary>
    /// <param name="name">Lower-case words joined by hyphens, as in the broker's topology.</param>
    public MessagingBuilder Publishes<TEvent>(string name) where TEvent : class
    {
        Published.Add(Named<TEvent>(appId, name));
        return this;
    }

    /// <summary>This service acts on an event of another service.</summary>
    /// <param name="producer">App-id of the only service that may send it.</param>
    /// <param name="name">As the producer calls it.</param>
    public MessagingBuilder Consumes<TEvent, TReaction>(string producer, string name)
        where TEvent : class
        where TReaction : EventReaction<TEvent>
    {
        Consumed.Add(Named<TEvent>(producer, name));
        Services.Add(services => services.AddScoped<TReaction>().AddScoped<Consumption<TEvent, TReaction>>());
        Consumers.Add(bus => bus.AddConsumer<EventConsumer<TEvent, TReaction>>());
        Endpoints.Add((context, endpoint) => endpoint.ConfigureConsumer<EventConsumer<TEvent, TReaction>>(context));
        return this;
    }

    // Excluded from publish topology: otherwise the first publish declares the exchange, for which no service has the right.
    private EventType Named<TEvent>(string producer, string name) where TEvent : class
    {
        var type = EventType.Of<TEvent>(producer, name);
        Topology.Add(bus =>
        {
            bus.Message<TEvent>(message => message.SetEntityName(type.Exchange));
            bus.Publish<TEvent>(publish => publish.Exclude = true);
        });
        return type;
    }
}
