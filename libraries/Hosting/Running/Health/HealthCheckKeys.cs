using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Platform.Hosting.Running;

/// <summary>Refuses a resource whose health check nobody registered; it could never become healthy.</summary>
internal static class HealthCheckKeys
{
    public static void Validate(DistributedApplicationModel model, IOptions<HealthCheckServiceOptions> options)
    {
        var registered = options.Value.Registrations.Select(r => r.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var resource in model.Resources)
        {
            var missing = resource.Annotations.OfType<HealthCheckAnnotation>().FirstOrDefault(check => !registered.Contains(check.Key));
            if (missing is not null)
            {
                throw new DistributedApplicationException(
                    $"Resource '{resource.Name}' names the health check '{missing.Key}', which is not registered in builder.Services.AddHealthChecks().");
            }
        }
    }
}
