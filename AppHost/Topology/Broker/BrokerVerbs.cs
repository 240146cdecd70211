using Microsoft.Extensions.Configuration;

namespace Platform.AppHost.Topology.Broker;

internal static class BrokerVerbs
{
    private const string Name = "messaging";

    /// <summary>
    /// Adds the broker: the one of <c>ConnectionStrings:messaging</c>, else a private server with the platform's users, exchanges and queues and with a
    /// certificate from Identity.
    /// </summary>
    public static PlatformBroker AddBroker(
        this IDistributedApplicationBuilder builder, PlatformEnvironment platform, IResourceBuilder<ProjectResource> identity)
    {
        if (builder.Configuration.GetConnectionString(Name) is { Length: > 0 } given)
            return new PlatformBroker(null, [], given);
        var users = BrokerUser.For(BrokerTopology.Platform);
        var health = users.Single(user => user.Name == "health");
        var settings = Path.Combine(platform.State, Name, "etc");
        var server = builder
            .AddRabbitMQ(Name, builder.AddParameter("messaging-user", health.Name), builder.AddParameter("messaging-password", () => health.Password, secret: true))
            .WithBindMount(settings, "/etc/rabbitmq", isReadOnly: true)
            .WithDataBindMount(Path.Combine(platform.State, Name, "data"))
            .WithAnnotation(new BrokerAnnotation(BrokerTopology.Platform, users))
            .WaitFor(identity);
        // Written when Identity is up and before the server starts.
        server.OnBeforeResourceStarted((_, _, cancellation) => WriteAsync(settings, platform, identity, users, cancellation));
        return new PlatformBroker(server, users, null);
    }

    /// <summary>Gives the service its own user of the broker. It does not wait for the broker to be ready: events lie in the outbox until it is.</summary>
    public static IResourceBuilder<ProjectResource> WithBroker(this IResourceBuilder<ProjectResource> service, PlatformBroker broker)
    {
        var builder = service.ApplicationBuilder;
        var appId = service.Resource.Name;
        if (broker.Server is not { } server)
        {
            var given = builder.Configuration.GetConnectionString($"{Name}-{appId}") ?? broker.ConnectionString!;
            return service
                .WithEnvironment($"ConnectionStrings__{Name}", builder.AddParameter($"{Name}-{appId}", () => given, secret: true))
                .WithEnvironment("Messaging__ServerTrust", builder.Configuration["Messaging:ServerTrust"] ?? "system");
        }
        var user = broker.Users.Single(user => user.Name == appId);
        var password = builder.AddParameter($"{Name}-{appId}-password", () => user.Password, secret: true);
        return service
            .WaitForStart(server)
            .WithEnvironment($"ConnectionStrings__{Name}", ReferenceExpression.Create(
                $"amqps://{appId}:{password}@{server.Resource.PrimaryEndpoint.Property(EndpointProperty.Host)}:{server.Resource.PrimaryEndpoint.Property(EndpointProperty.Port)}/"));
    }

    private static async Task WriteAsync(
        string settings, PlatformEnvironment platform, IResourceBuilder<ProjectResource> identity, IReadOnlyList<BrokerUser> users, CancellationToken cancellation)
    {
        PrivateFiles.Folder(settings);
        PrivateFiles.Write(Path.Combine(settings, BrokerSettings.File), BrokerSettings.Text);
        PrivateFiles.Write(Path.Combine(settings, BrokerSettings.Definitions), BrokerDefinitions.Write(BrokerTopology.Platform, users).ToJsonString());
        var bootstrap = new Uri(identity.GetEndpoint("bootstrap").Url);
        await ServerLeaf.WriteAsync(settings, await File.ReadAllTextAsync(platform.TrustBundleFile, cancellation), bootstrap,
            () => platform.ProofKey.Prove(platform.SpiffeId(Name), Name, TimeProvider.System), TimeProvider.System, cancellation);
    }
}

/// <summary>The broker that services are given: ours, or one that runs already.</summary>
internal sealed record PlatformBroker(IResourceBuilder<RabbitMQServerResource>? Server, IReadOnlyList<BrokerUser> Users, string? ConnectionString);
