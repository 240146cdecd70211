using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Platform.WorkloadIdentity;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>Puts signed, authorized messaging into a service.</summary>
public static class MessagingDefaults
{
    private const ushort Prefetch = 16;

    /// <summary>
    /// Adds the outbox and its relay, and a consumer for each event that the service acts on. The broker is <c>ConnectionStrings:messaging</c>; its
    /// server is verified by the platform's trust bundle, or by the system's rules with <c>Messaging:ServerTrust</c> = <c>system</c>. Without a
    /// connection string events stay in the outbox until there is one.
    /// </summary>
    /// <typeparam name="TDatabase">The service's database; its schema holds <c>outbox</c>, <c>inbox</c> and <c>parked</c>.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="appId">The service's own app-id: the producer of its events, its broker user and the name of its queue.</param>
    /// <param name="configure">What it sends and takes.</param>
    /// <exception cref="InvalidOperationException">The service consumes events and there is no connection string.</exception>
    /// <exception cref="FormatException">The connection string is malformed, or not for TLS.</exception>
    public static IHostApplicationBuilder AddMessaging<TDatabase>(this IHostApplicationBuilder builder, string appId, Action<MessagingBuilder> configure)
        where TDatabase : MessageDatabase
    {
        var messaging = new MessagingBuilder(appId);
        configure(messaging);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new EventTypes(messaging.Published));
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<Outbox>();
        services.AddScoped<MessageDatabase, TDatabase>();
        services.AddScoped<ParkedMessages>();
        if (builder.Configuration.GetConnectionString("messaging") is { Length: > 0 } connection)
            services.AddBus(messaging, BrokerAddress.Parse(connection), appId, builder.Configuration["Messaging:ServerTrust"] != "system");
        else if (messaging.Consumed.Count > 0)
            throw new InvalidOperationException("this service consumes events; the connection string `messaging` is missing");
        return builder;
    }

    private static void AddBus(this IServiceCollection services, MessagingBuilder messaging, BrokerAddress broker, string appId, bool serverHasSvid)
    {
        services.AddHealthChecks().AddCheck<MessagingHealth>("messaging", HealthStatus.Degraded);
        services.AddSingleton(broker);
        services.AddSingleton(new ConsumerName(appId));
        services.AddSingleton(provider => new EnvelopeSigner(() => provider.GetRequiredService<SvidSource>().Current, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new EnvelopeVerifier(
            provider.GetRequiredService<SvidValidation>(), provider.GetRequiredService<SvidSource>().Id, messaging.Consumed, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new BrokerTls(
            provider.GetRequiredService<SvidSource>(), provider.GetRequiredService<SvidValidation>(), serverHasSvid));
        services.TryAddSingleton<MessageAuthorization, PolicyMessageAuthorization>();
        services.AddSingleton<ConsumerRetry>();
        messaging.Services.ForEach(add => add(services));
        services.AddReceiveObserver<RefusalRecorder>();
        services.AddReceiveEndpointObserver<BrokerConnectionLog>();
        services.AddMassTransit(bus =>
        {
            // It would report the host to its vendor at every start.
            bus.DisableUsageTelemetry();
            // Its own check says nothing of a publisher whose broker is gone; ours (`messaging`) looks at the outbox.
            bus.ConfigureHealthCheckOptions(options => options.MinimalFailureStatus = HealthStatus.Degraded);
            messaging.Consumers.ForEach(add => add(bus));
            bus.UsingRabbitMq((context, configurator) => Configure(context, configurator, messaging, broker, appId));
        });
        if (messaging.Published.Count > 0)
            services.AddHostedService<OutboxRelay>();
    }

    private static void Configure(
        IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator bus, MessagingBuilder messaging, BrokerAddress broker, string appId)
    {
        bus.Host(broker.Host, broker.Port, broker.VirtualHost, appId, host =>
        {
            host.Username(broker.User);
            host.Password(broker.Password);
            host.Heartbeat(TimeSpan.FromSeconds(5));
            host.UseSsl(tls => context.GetRequiredService<BrokerTls>().Configure(tls, broker.Host));
        });
        var serialization = new SignedSerializerFactory(context.GetRequiredService<EnvelopeSigner>(), context.GetRequiredService<EnvelopeVerifier>());
        bus.ClearSerialization();
        bus.AddSerializer(serialization);
        bus.AddDeserializer(serialization, true);
        messaging.Topology.ForEach(configure => configure(bus));
        if (messaging.Consumed.Count == 0)
            return;
        bus.ReceiveEndpoint(appId, endpoint =>
        {
            UndeclaredTopology.Apply(endpoint);
            endpoint.PrefetchCount = Prefetch;
            messaging.Endpoints.ForEach(configure => configure(context, endpoint));
        });
    }
}
