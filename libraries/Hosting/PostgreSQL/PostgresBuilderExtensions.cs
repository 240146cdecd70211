using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.Hosting.PostgreSQL;
using Platform.Hosting.Running;

namespace Aspire.Hosting;

/// <summary>Adding a PostgreSQL server.</summary>
public static class PostgresBuilderExtensions
{
    private const string Settings = "/etc/postgresql";
    private const string Data = "/var/lib/postgresql";

    /// <summary>
    /// Adds a private PostgreSQL server over mutual TLS. It needs the bind mount of its settings (<c>postgresql.conf</c>, <c>pg_hba.conf</c>,
    /// <c>ca.pem</c>, <c>server.pem</c>, <c>server.key</c>), a data folder, and the files that make its roles and databases.
    /// </summary>
    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null)
    {
        var secret = password ?? builder.AddParameter($"{name}-password", new GenerateParameterDefault { Special = false }, secret: true);
        var resource = new PostgresServerResource(name, userName?.Resource, secret.Resource);
        var key = $"{name}_check";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(key, new PostgresHealth(resource), HealthStatus.Unhealthy, tags: null));
        return builder.AddResource(resource)
            .WithEndpoint(port: port, scheme: "tcp", name: PostgresServerResource.PrimaryEndpointName, isProxied: false)
            .WithEndpoint(PostgresServerResource.PrimaryEndpointName, endpoint => endpoint.TargetHost = "127.0.0.1")
            .WithHealthCheck(key)
            // Here and not before the start: whoever mounts the settings may write them in that event.
            .WithArgs(context => context.Args.Add(Script(resource)));
    }

    /// <summary>Adds a database; whoever gives the server its files has them make it.</summary>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null)
    {
        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource);
        builder.Resource.AddDatabase(database);
        return builder.ApplicationBuilder.AddResource(database);
    }

    /// <summary>Gives the server a folder of this machine; only its settings (<c>/etc/postgresql</c>) and its data can be given.</summary>
    /// <exception cref="DistributedApplicationException">The target is another folder.</exception>
    public static IResourceBuilder<PostgresServerResource> WithBindMount(
        this IResourceBuilder<PostgresServerResource> builder, string source, string target, bool isReadOnly = false)
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
    public static IResourceBuilder<PostgresServerResource> WithDataBindMount(
        this IResourceBuilder<PostgresServerResource> builder, string source, bool isReadOnly = false) =>
        builder.WithBindMount(source, Data, isReadOnly);

    /// <summary>The files that make roles and databases: <c>*.once.sql</c> and <c>*.always.sql</c>, one statement per line.</summary>
    public static IResourceBuilder<PostgresServerResource> WithInitFiles(this IResourceBuilder<PostgresServerResource> builder, string source)
    {
        builder.Resource.InitFolder = Path.GetFullPath(source, builder.ApplicationBuilder.AppHostDirectory);
        return builder;
    }

    private static string Script(PostgresServerResource server)
    {
        var installation = PostgresInstallation.Find() ?? throw new StartRefusedException(ExitCodes.MissingTool, new PostgresMissingException().Message);
        var data = server.DataFolder ?? throw new DistributedApplicationException($"'{server.Name}' has no bind mount for {Data}.");
        server.WorkingDirectory = data;
        return PostgresNodeFiles.Write(new PostgresNodeOptions
        {
            Directory = data,
            SettingsDirectory = server.SettingsFolder ?? throw new DistributedApplicationException($"'{server.Name}' has no bind mount for {Settings}."),
            InitDirectory = server.InitFolder ?? throw new DistributedApplicationException($"'{server.Name}' has no files that make its roles."),
            Port = server.PrimaryEndpoint.Port,
        }, installation);
    }
}
