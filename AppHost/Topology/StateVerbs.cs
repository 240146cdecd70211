using Microsoft.Extensions.Configuration;

namespace Platform.AppHost.Topology;

internal static class StateVerbs
{
    /// <summary>Hands a configured connection string on. Without one the service keeps an SQLite file in its state folder.</summary>
    public static IResourceBuilder<ProjectResource> WithState(this IResourceBuilder<ProjectResource> project, string database)
    {
        var application = project.ApplicationBuilder;
        return application.Configuration.GetConnectionString(database) is { Length: > 0 } given
            ? project.WithEnvironment($"ConnectionStrings__{database}", application.AddParameter($"{database}-database", () => given, secret: true))
            : project;
    }
}
