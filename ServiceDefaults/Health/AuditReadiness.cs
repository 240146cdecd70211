using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.Rego.AspNetCore;

namespace Platform.ServiceDefaults;

/// <summary>Ready while accesses can be audited.</summary>
internal sealed class AuditReadiness(AuditTrail audit) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(audit.Accepting ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("the audit takes no events"));
}
