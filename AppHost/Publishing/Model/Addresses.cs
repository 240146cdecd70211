using System.Globalization;

namespace Platform.AppHost.Publishing.Model;

/// <summary>A part of a value as text, where each process is found by its name and a neighbour in the same network namespace on loopback.</summary>
internal static class Addresses
{
    public static string Text(Workload workload, Part part) => part switch
    {
        TextPart text => text.Text,
        PathPart path => path.MountPath,
        EndpointPart endpoint => Text(workload, endpoint),
        _ => throw new InvalidOperationException($"{part} has no text."),
    };

    private static string Text(Workload workload, EndpointPart part)
    {
        var annotation = part.Endpoint.EndpointAnnotation;
        var port = PublishedPorts.Of(part.Endpoint.Resource, annotation).ToString(CultureInfo.InvariantCulture);
        var host = Publication.HostOf(part.Endpoint.Resource) is var name && name == workload.Pod ? "127.0.0.1" : name;
        return part.Property switch
        {
            EndpointProperty.Url => $"{annotation.UriScheme}://{host}:{port}",
            EndpointProperty.Host or EndpointProperty.IPV4Host => host,
            EndpointProperty.Port or EndpointProperty.TargetPort => port,
            EndpointProperty.HostAndPort => $"{host}:{port}",
            EndpointProperty.Scheme => annotation.UriScheme,
            _ => throw new DistributedApplicationException($"'{part.Property}' of an endpoint cannot be published."),
        };
    }
}
