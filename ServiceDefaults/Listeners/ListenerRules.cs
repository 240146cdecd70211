using Microsoft.Extensions.Hosting;
using Platform.Rego.AspNetCore;

namespace Platform.ServiceDefaults;

/// <summary>Runs before the server listens: no listener at all, or a bootstrap route that does not say who may call it, ends the process.</summary>
internal sealed class ListenerRules(ListenerTable table, RouteInventory routes) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        // Kestrel would fall back to a port of its own choice.
        if (table.Addresses.Count == 0)
        {
            throw new InvalidOperationException("refusing to start: no listener is configured (Listen__App, Listen__Management, …)");
        }

        var open = routes.Routes
            .Where(route => route.Binding.Label == RouteLabel.Bootstrap && route.Endpoint.Metadata.GetMetadata<WorkloadList>() is null)
            .Select(route => $"{route.Method} {route.Pattern} has no list of workloads (RequireWorkloads)")
            .ToArray();
        return open.Length == 0 ? Task.CompletedTask : throw new UnboundRoutesException(open);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
