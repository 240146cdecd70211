namespace Platform.AppHost.Topology;

internal static class PlatformVerbs
{
    /// <summary>Reads the settings of the platform. Nothing is written before a process starts.</summary>
    public static PlatformEnvironment AddPlatform(this IDistributedApplicationBuilder builder) => new(builder);

    /// <summary>Tells the process who it is and where it may write, and asks it on its management port how it is.</summary>
    /// <param name="project">The process.</param>
    /// <param name="platform">The platform.</param>
    /// <param name="appId">The app-id that it works for; default its own name.</param>
    public static IResourceBuilder<ProjectResource> AsPlatformProcess(
        this IResourceBuilder<ProjectResource> project, PlatformEnvironment platform, string? appId = null)
    {
        var process = project.Resource.Name;
        return project
            .WithReachableEndpoint("management", "http", env: "Listen__Management")
            .WithHttpHealthCheck("/health", endpointName: "management")
            .WithEndpointsInEnvironment(_ => false)
            .DisableForwardedHeaders()

            // Measuring code for a second compilation costs a quarter of the start, and pays only in a process that lives long.
            .WithEnvironment("DOTNET_TieredPGO", "0")
            .WithEnvironment("Platform__AppId", appId ?? process)
            .WithEnvironment("Platform__Process", process)
            .WithEnvironment("Platform__Profile", platform.Profile)
            .WithEnvironment("PLATFORM_STATE", platform.State)
            .WithEnvironment("Identity__TrustDomain", platform.TrustDomain)
            .WithEnvironment("Identity__Namespace", platform.Namespace)
            // A line per request would drown the log, and addresses are nobody's business.
            .WithEnvironment("Logging__LogLevel__Microsoft.AspNetCore", "Warning")

            // Each probe of a process that is still starting would be logged as an error; the AppHost tells what a check says.
            .WithEnvironment("Logging__LogLevel__Microsoft.Extensions.Diagnostics.HealthChecks", "None")
            .WithSpansToDashboard()
            .WithEnvironment("Telemetry__File", () => Path.Combine(platform.FolderOf(process), "traces.jsonl"));
    }
}
