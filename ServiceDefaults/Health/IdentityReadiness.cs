using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.WorkloadIdentity;

namespace Platform.ServiceDefaults;

/// <summary>Ready while this process can prove who it is and, where it must, check who others are.</summary>
internal sealed class IdentityReadiness(SvidSource svid, SigningKeySet keys, RevocationList revocations) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            !svid.IsReady ? HealthCheckResult.Unhealthy("no valid SVID")
            : !keys.IsLoaded ? HealthCheckResult.Unhealthy("no token signing keys")
            : !revocations.IsFresh ? HealthCheckResult.Unhealthy("no recent revocations")
            : HealthCheckResult.Healthy());
}
