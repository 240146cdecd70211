using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.Hosting.RabbitMQ;
using Platform.Hosting.Running;

namespace Aspire.Hosting;

/// <summary>Adding a RabbitMQ server.</summary>
public static class RabbitMQBuilderExtensions
{
    private const string Settings = "/etc/rabbitmq";
    private const string Data = "/var/lib/rabbitmq";
    private const int ContainerPort = 5671;

    /// <summary>
    /// Adds a RabbitMQ server over mutual TLS: a private node where RabbitMQ is installed, else a container where docker or podman is. It needs the
    /// bind mount of its settings (<c>rabbitmq.conf</c>, <c>definitions.json</c>, <c>ca.pem</c>, <c>server.pem</c>, <c>server.key</c>).
    /// </summary>
    public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null)
    {
        var secret = password ?? builder.AddParameter($"{name}-password", new GenerateParameterDefault { Special = false }, secret: true);
        var resource = new RabbitMQServerResource(name, userName?.Resource, secret.Resource);
        var key = $"{name}_check";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(key, new RabbitMQHealth(resource), HealthStatus.Unhealthy, tags: null));
        return builder.AddResource(resource)
            .WithEndpoint(port: port, scheme: "amqps", name: RabbitMQServerResource.PrimaryEndpointName, isProxied: false)
            .WithEndpoint(scheme: "tcp", name: "distribution", isProxied: false)
            .WithEndpoint(scheme: "tcp", name: "epmd", isProxied: false)
            .WithEndpoint(RabbitMQServerResource.PrimaryEndpointName, endpoint => endpoint.TargetHost = "127.0.0.1")
            .WithEndpoint("distribution", endpoint => endpoint.ExcludeReferenceEndpoint = true)
            .WithEndpoint("epmd", endpoint => endpoint.ExcludeReferenceEndpoint = true)
            .WithHealthCheck(key)
            // Here and not before the start: whoever mounts the settings may write them in that event.
            .WithArgs(context =>
            {
                Choose(resource);
                Arguments(resource).ForEach(context.Args.Add);
            });
    }

    /// <summary>Gives the server a folder of this machine; only its settings (<c>/etc/rabbitmq</c>) and its data can be given.</summary>
    /// <exception cref="DistributedApplicationException">The target is another folder.</exception>
    public static IResourceBuilder<RabbitMQServerResource> WithBindMount(
        this IResourceBuilder<RabbitMQServerResource> builder, string source, string target, bool isReadOnly = false)
    {
        _ = isReadOnly;
        var folder = Path.GetFullPath(source, builder.ApplicationBuilder.AppHostDirectory);
        switch (target)
        {
            case Settings:
                builder.Resource.SettingsFolder = folder;
                break;
            case Data:
                builder.Resource.DataFolder = folder;
                break;
            default:
                throw new DistributedApplicationException($"'{builder.Resource.Name}': this orchestrator can mount {Settings} and {Data}, not {target}.");
        }
        return builder;
    }

    /// <summary>Keeps the server's data in a folder of this machine.</summary>
    public static IResourceBuilder<RabbitMQServerResource> WithDataBindMount(
        this IResourceBuilder<RabbitMQServerResource> builder, string source, bool isReadOnly = false) =>
        builder.WithBindMount(source, Data, isReadOnly);

    private static void Choose(RabbitMQServerResource server)
    {
        var settings = server.SettingsFolder ?? throw new DistributedApplicationException($"'{server.Name}' has no bind mount for {Settings}.");
        var data = server.DataFolder ?? throw new DistributedApplicationException($"'{server.Name}' has no bind mount for {Data}.");
        if (RabbitMqInstallation.Find() is { } installation)
        {
            server.Command = "/bin/sh";
            RabbitMqNodeFiles.Write(Node(server, settings, data), installation);
            server.WorkingDirectory = data;
            return;
        }
        server.Command = ContainerEngine() ?? throw new StartRefusedException(ExitCodes.MissingTool, new RabbitMqMissingException().Message);
        server.WorkingDirectory = settings;
    }

    private static List<object> Arguments(RabbitMQServerResource server) => server.Command == "/bin/sh"
        ? [$"{server.DataFolder}/run.sh"]
        : ContainerArguments(server.Name, server.SettingsFolder!, server.DataFolder!, PortOf(server, RabbitMQServerResource.PrimaryEndpointName));

    internal static List<object> ContainerArguments(string name, string settings, string data, int port) =>
    [
        "run", "--rm", "--name", $"platform-{name}-{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}",
        "--publish", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}:{ContainerPort}"),
        "--volume", $"{settings}:{Settings}:ro", "--volume", $"{data}:{Data}",
        "--env", $"RABBITMQ_NODENAME={name}@localhost", "docker.io/library/rabbitmq:4.3",
    ];

    private static RabbitMqNodeOptions Node(RabbitMQServerResource server, string settings, string data) => new()
    {
        Directory = data,
        SettingsDirectory = settings,
        Name = server.Name,
        Port = PortOf(server, RabbitMQServerResource.PrimaryEndpointName),
        DistributionPort = PortOf(server, "distribution"),
        PortMapperPort = PortOf(server, "epmd"),
    };

    private static int PortOf(RabbitMQServerResource server, string endpoint) => server.GetEndpoint(endpoint).Port;

    private static string? ContainerEngine() => RabbitMqInstallation.OnPath("docker") ?? RabbitMqInstallation.OnPath("podman");
}
