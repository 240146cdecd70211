using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.PolicyControl.Publishing;

/// <summary>Ready once there is a revision to serve.</summary>
internal sealed class PublicationReadiness(Publisher publisher) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(publisher.Current is null ? HealthCheckResult.Unhealthy("no revision") : HealthCheckResult.Healthy());
}
