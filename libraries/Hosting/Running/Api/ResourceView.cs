using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Running.Api;

/// <summary>A resource as the resource API shows it.</summary>
internal sealed record ResourceView(
    string Name,
    string Type,
    string? State,
    string? Health,
    IReadOnlyList<string> Problems,
    object? Pid,
    int? ExitCode,
    object? Restarts,
    bool Frozen,
    DateTime? StartedAt,
    IReadOnlyList<ResourceUrlView> Urls,
    IReadOnlyList<string> WaitsFor,
    string? Parent,
    IReadOnlyList<string> Commands,
    IReadOnlyList<ResourcePortView> Ports)
{
    public static ResourceView Of(ResourceEvent change)
    {
        var (resource, state) = (change.Resource, change.Snapshot);
        return new(
            resource.Name,
            state.ResourceType,
            state.State?.Text,
            state.HealthStatus?.ToString(),
            [.. state.HealthReports.Select(report => report.Description).OfType<string>()],
            ProcessProperties.Get(state, ProcessProperties.Pid),
            state.ExitCode,
            ProcessProperties.Get(state, ProcessProperties.Restarts),
            ProcessProperties.Get(state, ProcessProperties.Frozen) is true,
            state.StartTimeStamp,
            [.. state.Urls.Select(url => new ResourceUrlView(url.Name, url.Url, url.IsInternal))],
            [.. resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource.Name).Distinct()],
            resource.Annotations.OfType<ResourceRelationshipAnnotation>().FirstOrDefault(r => r.Type == "Parent")?.Resource.Name,
            [.. resource.Annotations.OfType<ResourceCommandAnnotation>().Select(command => command.Name)],
            [.. (resource as IResourceWithEndpoints)?.GetEndpoints().Where(endpoint => endpoint.IsAllocated).Select(endpoint => new ResourcePortView(endpoint.EndpointName, endpoint.Port)) ?? []]);
    }
}

/// <summary>A URL of a resource; an internal one is for its peers, not for people.</summary>
internal sealed record ResourceUrlView(string? Name, string Url, bool Internal);

/// <summary>A port that the topology gives a resource, whatever is spoken there.</summary>
internal sealed record ResourcePortView(string Name, int Port);
