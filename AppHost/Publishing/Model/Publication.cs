namespace Platform.AppHost.Publishing.Model;

/// <summary>The topology as it is published: read from the application's model, and the same for every target.</summary>
internal sealed record Publication(PublishOptions Options)
{
    public string Namespace => Options.Namespace;

    /// <summary>Every process, sidecars included.</summary>
    public required IReadOnlyList<Workload> Workloads { get; init; }

    public required RabbitMQServerResource? Broker { get; init; }

    public required PostgresServerResource? Database { get; init; }

    public required IReadOnlyList<PostgresDatabaseResource> Databases { get; init; }

    /// <summary>Parameters that are no secrets, with their values.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    public required IReadOnlyList<ParameterResource> Secrets { get; init; }

    public required IReadOnlyList<Edge> Edges { get; init; }

    public required IReadOnlyList<LeftOut> LeftOut { get; init; }

    /// <summary>The processes that run as containers of their own; where Dapr brings its sidecars, ours do not.</summary>
    public IEnumerable<Workload> Processes(bool withSidecars) => Workloads.Where(workload => withSidecars || workload.SidecarOf is null);

    public Workload? SidecarOf(Workload app) => Workloads.FirstOrDefault(workload => workload.SidecarOf?.App == app.Resource);

    /// <summary>The name under which others find the resource: a sidecar has that of its app.</summary>
    public static string HostOf(IResource resource) =>
        resource.TryGetLastAnnotation<SidecarAnnotation>(out var sidecar) ? sidecar.App.Name : resource.Name;
}
