using Microsoft.Extensions.Configuration;
using Platform.AppHost.Topology.Database;

namespace Platform.AppHost.Topology;

internal static class StateVerbs
{
    /// <summary>
    /// Hands a configured connection string on, else gives the service its own role and database of the platform's server. Without either it keeps an
    /// SQLite file in its state folder.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithState(this IResourceBuilder<ProjectResource> project, string database, PlatformDatabase databases)
    {
        var application = project.ApplicationBuilder;
        if (application.Configuration.GetConnectionString(database) is { Length: > 0 } given)
            return project.WithEnvironment($"ConnectionStrings__{database}", application.AddParameter($"{database}-database", () => given, secret: true));
        if (databases.Server is not { } server)
            return project;
        var role = databases.Roles.Single(role => role.Name == database);
        server.AddDatabase($"{database}-database", database);
        var password = application.AddParameter($"{database}-database-password", () => role.Password, secret: true);
        var endpoint = server.Resource.PrimaryEndpoint;
        return project
            .WaitFor(server)
            .WithEnvironment("Storage__ServerTrust", "platform")
            .WithEnvironment($"ConnectionStrings__{database}", ReferenceExpression.Create(
                $"Host={endpoint.Property(EndpointProperty.Host)};Port={endpoint.Property(EndpointProperty.Port)};Database={database};Username={database};Password={password};Maximum Pool Size=20"));
    }
}
