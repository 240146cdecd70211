using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.Hosting.Running;

/// <summary>Asks a running resource how it is, often until it is healthy for the first time, rarely after that.</summary>
internal sealed class HealthMonitor(HealthCheckService checks, ResourceNotificationService states, TimeProvider clock)
{
    private static readonly TimeSpan WhileStarting = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan WhileUnhealthy = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WhileHealthy = TimeSpan.FromSeconds(5);

    /// <summary>Publishes the reports until cancelled; <paramref name="firstHealthy"/> runs once.</summary>
    public async Task WatchAsync(IResource resource, Func<Task> firstHealthy, CancellationToken cancellationToken)
    {
        var keys = resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key).ToHashSet(StringComparer.Ordinal);
        if (keys.Count == 0)
        {
            await firstHealthy().ConfigureAwait(false);
            return;
        }

        var wasHealthy = false;
        ImmutableArray<HealthReportSnapshot> before = [];
        while (!cancellationToken.IsCancellationRequested)
        {
            var report = await checks.CheckHealthAsync(check => keys.Contains(check.Name), cancellationToken).ConfigureAwait(false);
            ImmutableArray<HealthReportSnapshot> now = [.. report.Entries.Select(Snapshot)];
            if (!now.SequenceEqual(before))
            {
                before = now;
                await states.PublishUpdateAsync(resource, state => state with { HealthReports = now }).ConfigureAwait(false);
            }

            var healthy = report.Entries.Count == keys.Count && report.Status is HealthStatus.Healthy;
            if (healthy && !wasHealthy)
            {
                wasHealthy = true;
                await firstHealthy().ConfigureAwait(false);
            }

            await Task.Delay(healthy ? WhileHealthy : wasHealthy ? WhileUnhealthy : WhileStarting, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private static HealthReportSnapshot Snapshot(KeyValuePair<string, HealthReportEntry> entry)
        => new(entry.Key, entry.Value.Status, entry.Value.Description, entry.Value.Exception?.Message);
}
