using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Rego.AspNetCore;
using Platform.WorkloadIdentity;

namespace Platform.ServiceDefaults;

/// <summary>Writes <c>inventory.json</c> when the process is ready: its listeners and its routes, with what each is bound to.</summary>
internal sealed partial class Inventory(
    PlatformProcess process,
    ListenerTable listeners,
    RouteInventory routes,
    HealthCheckService health,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<Inventory> logger) : BackgroundService
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
        await ReadyAsync(stoppingToken);
        PrivateFile.Write(path, JsonSerializer.Serialize(Describe(), Json));
    }

    private async Task ReadyAsync(CancellationToken stoppingToken)
    {
        for (var said = "";;)
        {
            var report = await health.CheckHealthAsync(stoppingToken);
            if (report.Status == HealthStatus.Healthy)
            {
                LogReady(logger, process.Name);
                return;
            }

            var missing = string.Join(", ", report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy).Select(entry => entry.Value.Description));
            if (missing != said)
            {
                LogNotReady(logger, process.Name, missing);
            }

            said = missing;
            await Task.Delay(Pause, clock, stoppingToken);
        }
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

    [LoggerMessage(Level = LogLevel.Information, Message = "{Process} is ready")]
    private static partial void LogReady(ILogger logger, string process);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Process} is not ready yet: {Missing}")]
    private static partial void LogNotReady(ILogger logger, string process, string missing);
}
