using System.Collections.Concurrent;
using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Running;

/// <summary>The one instance that each resource has here, and the state it begins in.</summary>
internal sealed class ResourceInstances(TimeProvider clock)
{
    private readonly ConcurrentDictionary<IResource, string> _suffixes = new();

    public string IdOf(IResource resource) => $"{resource.Name}-{SuffixOf(resource)}";

    public string SuffixOf(IResource resource)
        => _suffixes.GetOrAdd(resource, _ => RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 8));

    public CustomResourceSnapshot InitialState(IResource resource) => new()
    {
        ResourceType = resource.GetType().Name.Replace("Resource", "", StringComparison.Ordinal),
        Properties = [],
        CreationTimeStamp = clock.GetUtcNow().UtcDateTime,
        HealthReports = [.. resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => new HealthReportSnapshot(check.Key, null, null, null))],
    };
}
