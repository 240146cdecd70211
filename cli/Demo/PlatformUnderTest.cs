using Platform.Cli.Running;
using Platform.WorkloadIdentity;

namespace Platform.Cli.Demo;

/// <summary>A running platform as its operator sees it: its state folder, what its processes say of themselves, and the secrets that a thief on the machine would find.</summary>
internal sealed class PlatformUnderTest : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly Dictionary<string, OperatorWorkload> workloads = [];
    private readonly IReadOnlyList<ResourceInfo> resources;

    private PlatformUnderTest(string state, IReadOnlyList<Inventory> inventories, IReadOnlyList<ResourceInfo> resources)
    {
        State = state;
        Inventories = inventories;
        this.resources = resources;
    }

    public string State { get; }
    public IReadOnlyList<Inventory> Inventories { get; }
    public Uri IdentityEndpoint => Url("identity", "control");
    public Uri IdentityBootstrap => Url("identity", "bootstrap");
    public Uri IdentityBrowser => Url("identity", "browser");
    public Uri Gateway => Url("gateway", "browser");

    /// <summary>Reads what runs on a state folder.</summary>
    /// <exception cref="DemoException">A process has no inventory, so it is not ready.</exception>
    public static async Task<PlatformUnderTest> ReadAsync(AppHostApi api, string state, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var resources = await api.ListAsync(cancellation);
            var inventories = Inventory.ReadAll(state);
            var silent = resources.Where(resource => resource.Type == "Project").Select(resource => resource.Name)
                .Except(inventories.Select(inventory => inventory.Process)).ToList();
            if (silent.Count == 0)
                return new PlatformUnderTest(state, inventories, resources);
            // A process writes its inventory just after it has become healthy.
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
                throw new DemoException($"no inventory of {string.Join(", ", silent)}: not ready, or not one of ours");
            await Task.Delay(Pause, cancellation);
        }
    }

    /// <summary>The address of a process's listener.</summary>
    /// <exception cref="DemoException">It has none.</exception>
    public Uri Url(string process, string listenerClass) => Inventory.Address(Inventories, process, listenerClass);

    /// <summary>A visit as a workload; made once for each app-id.</summary>
    public async Task<OperatorWorkload> VisitAsync(string appId, CancellationToken cancellation)
    {
        if (!workloads.TryGetValue(appId, out var workload))
        {
            workload = await OperatorWorkload.BootstrapAsync(State, appId, IdentityEndpoint, IdentityBootstrap, cancellation);
            workloads.Add(appId, workload);
        }
        return workload;
    }

    /// <summary>
    /// A secret from the environment of a running process, as somebody who reads another process's memory would have it; null where the system does not
    /// show it. The attacks use it so that the defences behind the secret are attacked too.
    /// </summary>
    public string? StolenSecret(string process, string variable)
    {
        var pid = resources.FirstOrDefault(resource => resource.Name == process)?.Pid;
        var file = $"/proc/{pid}/environ";
        if (pid is null || !File.Exists(file))
            return null;
        var prefix = variable + "=";
        return File.ReadAllText(file).Split('\0').FirstOrDefault(entry => entry.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..];
    }

    public void Dispose()
    {
        foreach (var workload in workloads.Values)
            workload.Dispose();
    }
}

/// <summary>The demo cannot go on; the message says what is wrong and what to do.</summary>
internal sealed class DemoException(string message, Exception? inner = null) : Exception(message, inner);
