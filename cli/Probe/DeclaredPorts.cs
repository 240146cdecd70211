using System.Net;
using Platform.Cli.Demo;
using Platform.Cli.Running;

namespace Platform.Cli.Probe;

/// <param name="Process">The resource that listens, or <c>apphost</c>.</param>
/// <param name="Address">For example <c>127.0.0.1:5671</c>.</param>
/// <param name="Class">As the process or the topology declares it, or null.</param>
/// <param name="Finding">What is wrong with it, or null.</param>
internal sealed record SeenPort(string Process, string Address, string? Class, string? Finding)
{
    public override string ToString() => $"{Process} {Address}: {Class ?? "not declared"}{(Finding is null ? "" : $": {Finding}")}";
}

/// <summary>The ports on which the platform's processes listen, against those that the topology gives them and that they say themselves.</summary>
internal static class DeclaredPorts
{
    public static IReadOnlyList<SeenPort> Compare(AppHostApi api, IReadOnlyList<ResourceInfo> resources, IReadOnlyList<Inventory> inventories)
    {
        var parents = ListeningPorts.Parents();
        var owned = resources.Where(resource => resource.Pid is not null).Select(resource => (resource.Name, Pids: ListeningPorts.Family(resource.Pid!.Value, parents))).ToList();
        var seen = owned.SelectMany(owner => owner.Pids.SelectMany(ListeningPorts.Of).Distinct().Select(endpoint => Judge(owner.Name, endpoint, Declared(owner.Name, resources, inventories)))).ToList();
        // The AppHost is everybody's parent; what is left of its family when the resources are taken away is its own.
        var own = ListeningPorts.Family(api.Pid, parents).Except(owned.SelectMany(owner => owner.Pids));
        seen.AddRange(own.SelectMany(ListeningPorts.Of).Distinct().Select(endpoint => Judge("apphost", endpoint, new Dictionary<int, string> { [api.Url.Port] = "api" })));
        return seen;
    }

    /// <summary>What is to be said of one port.</summary>
    public static SeenPort Judge(string process, IPEndPoint endpoint, IReadOnlyDictionary<int, string> declared)
    {
        var known = declared.GetValueOrDefault(endpoint.Port);
        var finding = known is null ? "nobody declared this port"
            : !IPAddress.IsLoopback(endpoint.Address) ? "it listens beyond loopback"
            : null;
        return new SeenPort(process, endpoint.ToString(), known, finding);
    }

    private static Dictionary<int, string> Declared(string process, IReadOnlyList<ResourceInfo> resources, IReadOnlyList<Inventory> inventories)
    {
        var ports = new Dictionary<int, string>();
        foreach (var port in resources.Where(resource => resource.Name == process).SelectMany(resource => resource.Ports))
            ports[port.Port] = port.Name;
        foreach (var listener in inventories.Where(inventory => inventory.Process == process).SelectMany(inventory => inventory.Listeners))
            ports[new Uri(listener.Url).Port] = listener.Class;
        return ports;
    }
}
