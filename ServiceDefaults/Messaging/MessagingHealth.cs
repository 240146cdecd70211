using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>Degraded while an event has waited for the broker too long. The service goes on working: what it takes lies safely in the outbox.</summary>
internal sealed class MessagingHealth(IServiceScopeFactory scopes, TimeProvider clock) : IHealthCheck
{
    /// <summary>How long an event may wait.</summary>
    public static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(30);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var connection = await scope.ServiceProvider.GetRequiredService<MessageDatabase>().OpenAsync(cancellationToken);
        var (count, oldest) = await OutboxTable.BacklogAsync(connection, cancellationToken);
        return oldest is { } since && clock.GetUtcNow() - since > WaitMax
            ? HealthCheckResult.Degraded($"{count} events wait for the broker")
            : HealthCheckResult.Healthy();
    }
}
