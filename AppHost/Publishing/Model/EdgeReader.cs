namespace Platform.AppHost.Publishing.Model;

/// <summary>
/// Who connects to whom. A process connects to the endpoints that its settings name. A sidecar is told of every other one, but connects only where the callee's
/// access control lets its app in; so those edges are read from there.
/// </summary>
internal static class EdgeReader
{
    private const string Mesh = "mesh";

    public static IReadOnlyList<Edge> Read(IReadOnlyList<Workload> workloads)
    {
        var named = from workload in workloads
                    from part in workload.Values.SelectMany(value => value.Endpoints)
                    where part.Property is not EndpointProperty.TargetPort && part.Endpoint.EndpointName != Mesh
                    let host = Publication.HostOf(part.Endpoint.Resource)
                    where host != workload.Pod
                    select new Edge(workload.Pod, host, part.Endpoint.EndpointName, PublishedPorts.Of(part.Endpoint.Resource, part.Endpoint.EndpointAnnotation));
        var called = from callee in workloads
                     let sidecar = callee.SidecarOf
                     where sidecar is not null
                     from caller in DaprAccess.CallersOf(sidecar.AccessFile)
                     where workloads.Any(workload => workload.SidecarOf?.AppId == caller)
                     select new Edge(caller, callee.Pod, Mesh, callee.Endpoint(Mesh)!.Port);
        return [.. named.Concat(called).Distinct().OrderBy(edge => edge.From, StringComparer.Ordinal).ThenBy(edge => edge.To, StringComparer.Ordinal).ThenBy(edge => edge.Endpoint, StringComparer.Ordinal)];
    }
}
