namespace Platform.AppHost.Publishing.Model;

/// <summary>The ports that containers listen on. On one machine they are free ones; here each class of port has a number, and a declared one is kept.</summary>
internal static class PublishedPorts
{
    /// <summary>A sidecar shares the network of its app, so its port for health is not the app's.</summary>
    private const int SidecarManagement = 3501;

    private static readonly Dictionary<string, int> ByName = new(StringComparer.Ordinal)
    {
        ["app"] = 8080, ["management"] = 8081, ["control"] = 8443, ["bootstrap"] = 8444, ["browser"] = 8445,
        // Dapr's.
        ["dapr-http"] = 3500, ["mesh"] = 50002,
    };

    /// <exception cref="DistributedApplicationException">Nothing says which.</exception>
    public static int Of(IResource resource, EndpointAnnotation endpoint) =>
        (resource, endpoint.Name) switch
        {
            // With TLS, whatever the container would listen on without.
            (RabbitMQServerResource, "tcp") => 5671,
            (PostgresServerResource, "tcp") => 5432,
            (_, "management") when resource.HasAnnotationOfType<SidecarAnnotation>() => SidecarManagement,
            _ when (endpoint.TargetPort ?? endpoint.Port) is { } declared => declared,
            (_, var name) => ByName.TryGetValue(name, out var port) ? port
                : throw new DistributedApplicationException($"Nothing says which port the endpoint '{name}' of '{resource.Name}' has in a container; give it a target port."),
        };
}
