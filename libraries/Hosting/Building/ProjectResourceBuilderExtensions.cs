using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Running;

namespace Aspire.Hosting;

/// <summary>Adding .NET projects.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>Adds a referenced project. Its built executable is started; a launch profile is not read.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new()
        => builder.AddResource(new ProjectResource(name)).WithAnnotation(new TProject()).WithProjectDefaults();

    /// <summary>Adds a project by the path of its file, relative to the AppHost; started with <c>dotnet run --no-build</c>.</summary>
    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, string projectPath)
        => builder.AddResource(new ProjectResource(name))
            .WithAnnotation(new ProjectAt(Path.GetFullPath(projectPath, builder.AppHostDirectory)))
            .WithProjectDefaults();

    /// <summary>Which endpoints go into <c>ASPNETCORE_URLS</c>; default all.</summary>
    public static IResourceBuilder<ProjectResource> WithEndpointsInEnvironment(
        this IResourceBuilder<ProjectResource> builder, Func<EndpointAnnotation, bool> filter)
        => builder.WithAnnotation(new EndpointEnvironmentFilterAnnotation(filter), ResourceAnnotationMutationBehavior.Replace);

    /// <summary>
    /// The process does not believe headers that say who called a proxy in front of it. Aspire lets published processes believe them unless this is said; this
    /// orchestrator never does.
    /// </summary>
    public static IResourceBuilder<ProjectResource> DisableForwardedHeaders(this IResourceBuilder<ProjectResource> builder) => builder;

    private static IResourceBuilder<ProjectResource> WithProjectDefaults(this IResourceBuilder<ProjectResource> builder)
        => builder.WithOtlpExporter().WithEnvironment(context =>
        {
            if (context.ExecutionContext.IsRunMode)
            {
                ProjectEnvironment.Add(builder.Resource, context.EnvironmentVariables);
            }
        });

    private sealed class ProjectAt(string path) : IProjectMetadata
    {
        public string ProjectPath => path;

        public bool SuppressBuild => true;
    }
}
