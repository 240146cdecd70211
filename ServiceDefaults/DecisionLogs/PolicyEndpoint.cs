using Microsoft.Extensions.Configuration;

namespace Platform.ServiceDefaults.DecisionLogs;

/// <summary>Where the policies' control plane is.</summary>
public static class PolicyEndpoint
{
    /// <summary>The setting <c>Policy:BundleEndpoint</c>, or null where a process was not told.</summary>
    public static Uri? Of(IConfiguration configuration) => configuration["Policy:BundleEndpoint"] is { Length: > 0 } endpoint ? new Uri(endpoint) : null;
}
