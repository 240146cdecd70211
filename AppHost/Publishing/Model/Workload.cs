using Platform.AppHost.Topology;

namespace Platform.AppHost.Publishing.Model;

/// <summary>A process of the platform as a container.</summary>
internal sealed record Workload(ProjectResource Resource, string Image)
{
    public string Name => Resource.Name;

    /// <summary>By name, in ordinal order.</summary>
    public required IReadOnlyList<KeyValuePair<string, Value>> Variables { get; init; }

    public required IReadOnlyList<Value> Arguments { get; init; }

    public required IReadOnlyList<PublishedEndpoint> Endpoints { get; init; }

    public required IReadOnlyList<GivenFile> Files { get; init; }

    public required IReadOnlyList<GivenFolder> Folders { get; init; }

    public required IReadOnlyList<WaitAnnotation> Waits { get; init; }

    /// <summary>Set when this is the sidecar of an app.</summary>
    public SidecarAnnotation? SidecarOf { get; init; }

    /// <summary>The process whose network it shares: its own, or its app's.</summary>
    public string Pod => SidecarOf?.App.Name ?? Name;

    public IEnumerable<Value> Values => [.. Variables.Select(variable => variable.Value), .. Arguments];

    public PublishedEndpoint? Endpoint(string name) => Endpoints.FirstOrDefault(endpoint => endpoint.Name == name);
}

/// <summary>A port of a container.</summary>
/// <param name="Name">The endpoint's.</param>
/// <param name="Port">The same inside and outside.</param>
/// <param name="IsReachable">Whether it listens beyond its own network namespace.</param>
/// <param name="IsExternal">Whether people outside may connect.</param>
internal sealed record PublishedEndpoint(string Name, int Port, bool IsReachable, bool IsExternal);

/// <summary>One process connects to another. There are no other connections.</summary>
/// <param name="From">A process, by the name of its pod.</param>
/// <param name="To">The other, by the name of its pod.</param>
/// <param name="Endpoint">Which endpoint of it.</param>
/// <param name="Port">Its port.</param>
internal sealed record Edge(string From, string To, string Endpoint, int Port);

/// <summary>A resource of the topology that manifests do not have.</summary>
/// <param name="Resource">Its name.</param>
/// <param name="Why">The reason.</param>
internal sealed record LeftOut(string Resource, string Why);
