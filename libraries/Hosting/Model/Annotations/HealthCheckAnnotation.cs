namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource is healthy only when the health check with this key passes.</summary>
public class HealthCheckAnnotation(string key) : IResourceAnnotation
{
    /// <summary>The name under which the check is registered.</summary>
    public string Key { get; } = key;
}
