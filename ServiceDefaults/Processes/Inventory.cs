using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Platform.Rego.AspNetCore;
using Platform.WorkloadIdentity;

namespace Platform.ServiceDefaults;

/// <summary>Writes <c>inventory.json</c> when the process is ready: its listeners and its routes, with what each is bound to.</summary>
internal sealed class Inventory(
    PlatformProcess process,
    ListenerTable listeners,
    RouteInventory routes,
    HealthCheckService health,
    IHostApplicationLifetime lifetime,
    TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What an earlier run left behind names ports that somebody else may have now.
        var path = Path.Combine(process.StateDirectory, "inventory.json");
        File.Delete(path);
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        while ((await health.CheckHealthAsync(stoppingToken)).Status != HealthStatus.Healthy)
        {
            await Task.Delay(Pause, clock, stoppingToken);
        }

        PrivateFile.Write(path, JsonSerializer.Serialize(Describe(), Json));
    }

    private object Describe() => new
    {
        appId = process.AppId,
        process = process.Name,
        listeners = listeners.Bound.Select(listener => new { @class = NameOf(listener), url = listeners.UrlOf(listener) }),
        routes = routes.Routes.SelectMany(route => Listening(route).Select(listener => new
        {
            method = route.Method,
            pattern = route.Pattern,
            listener = NameOf(listener),
            label = route.Binding.Label?.ToString().ToLowerInvariant() ?? "policy",
            action = route.Binding.Action,
        })),
    };

    private IEnumerable<ListenerClass> Listening(InventoriedRoute route) =>
        listeners.Bound.Where(listener => (ListenerBinding.Of(route.Endpoint) & listener) != ListenerClass.None);

    private static string NameOf(ListenerClass listener) => JsonNamingPolicy.CamelCase.ConvertName(listener.ToString());
}
