using Microsoft.Extensions.Hosting;

namespace Platform.Rego.AspNetCore;

/// <summary>Runs before the server listens: a route without exactly one binding, or a missing enforcement point, ends the process.</summary>
internal sealed class UnboundRouteGuard(RouteInventory inventory, ResourceFactsTable facts) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var faults = inventory.Enforced ? [.. inventory.Faults(facts)] : new[] { "the enforcement point is not in the pipeline" };
        return faults.Length == 0 ? Task.CompletedTask : throw new UnboundRoutesException(faults);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
