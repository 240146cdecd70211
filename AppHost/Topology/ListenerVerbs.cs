using System.Globalization;

namespace Platform.AppHost.Topology;

/// <summary>
/// The classes of ports. On one machine all are loopback, and only those for browsers have a fixed number. In a container those that speak TLS, and the one that is
/// asked for health, are reachable from outside it; an app's and a sidecar's API never are.
/// </summary>
internal static class ListenerVerbs
{
    private const string Loopback = "127.0.0.1";
    private const string Everywhere = "0.0.0.0";

    /// <summary>Mutual TLS: the control API of the process.</summary>
    public static IResourceBuilder<ProjectResource> WithControlListener(this IResourceBuilder<ProjectResource> project)
        => project.WithReachableEndpoint("control", "https", env: "Listen__Control");

    /// <summary>TLS without a client certificate: for processes that have no identity yet.</summary>
    public static IResourceBuilder<ProjectResource> WithBootstrapListener(this IResourceBuilder<ProjectResource> project)
        => project.WithReachableEndpoint("bootstrap", "https", env: "Listen__Bootstrap");

    /// <summary>Plain HTTP for its own sidecar alone, which shows the app's token.</summary>
    public static IResourceBuilder<ProjectResource> WithAppListener(this IResourceBuilder<ProjectResource> project)
        => project.WithLoopbackEndpoint("app", "http", env: "Listen__App");

    /// <summary>HTTPS for people. The setting <c>Ports:{name}</c> overrides the port; 0 takes a free one.</summary>
    public static IResourceBuilder<ProjectResource> WithBrowserListener(this IResourceBuilder<ProjectResource> project, int defaultPort)
    {
        var setting = project.ApplicationBuilder.Configuration[$"Ports:{project.Resource.Name}"];
        var port = setting is null or "" ? defaultPort
            : ushort.TryParse(setting, NumberStyles.None, CultureInfo.InvariantCulture, out var chosen) ? chosen
            : throw new DistributedApplicationException($"Ports:{project.Resource.Name} is '{setting}', which is no port.");
        return project
            .WithHttpsEndpoint(port: port == 0 ? null : port, name: "browser", isProxied: false)
            .WithEndpoint("browser", endpoint => endpoint.IsExternal = true)
            .WithAddressOf("browser", "Listen__Browser");
    }

    /// <summary>An endpoint that other containers may connect to, where there are containers.</summary>
    public static IResourceBuilder<ProjectResource> WithReachableEndpoint(this IResourceBuilder<ProjectResource> project, string name, string scheme, string? env = null)
        => project.WithLoopbackEndpoint(name, scheme).WithAddressOf(name, env);

    private static IResourceBuilder<ProjectResource> WithAddressOf(this IResourceBuilder<ProjectResource> project, string name, string? env)
    {
        var port = project.GetEndpoint(name).Property(EndpointProperty.TargetPort);
        if (project.ApplicationBuilder.ExecutionContext.IsPublishMode)
        {
            project.WithEndpoint(name, endpoint => endpoint.TargetHost = Everywhere);
            return env is null ? project : project.WithEnvironment(env, $"{Everywhere}:{port}");
        }

        return env is null ? project : project.WithEnvironment(env, port);
    }

    public static IResourceBuilder<ProjectResource> WithLoopbackEndpoint(
        this IResourceBuilder<ProjectResource> project, string name, string scheme, string? env = null)
        => project
            .WithEndpoint(scheme: scheme, name: name, env: env, isProxied: false)
            .WithEndpoint(name, endpoint => endpoint.TargetHost = Loopback);
}
