using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.Rego.AspNetCore;

namespace Platform.ServiceDefaults;

/// <summary>Ready while a verified policy decides. A process without bound routes asks no policy and needs none.</summary>
internal sealed class PolicyReadiness(PolicySource policy, RouteInventory routes, ServiceDefaultsOptions options) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(policy.Ready || routes.Routes.All(route => route.Binding.Action is null)
            ? HealthCheckResult.Healthy()
            : options.ReadyWithoutPolicy ? HealthCheckResult.Degraded("no verified policy") : HealthCheckResult.Unhealthy("no verified policy"));
}
