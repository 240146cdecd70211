using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Running;

/// <summary>Gives every endpoint its address before anything starts, so that processes can be told of each other.</summary>
internal static class PortAllocator
{
    // Below the range from which the kernel takes ports for outgoing connections, which could otherwise be faster than the process.
    private const int First = 20_000;
    private const int Last = 31_999;

    /// <exception cref="DistributedApplicationException">Two ports of one endpoint differ, or two endpoints want the same.</exception>
    public static void Allocate(IEnumerable<IResource> resources)
    {
        var taken = new Dictionary<int, string>();
        var endpoints = resources
            .SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>(), (resource, endpoint) => (Owner: resource.Name, Endpoint: endpoint))
            .Where(pair => pair.Endpoint.AllocatedEndpoint is null)
            .OrderBy(pair => Fixed(pair.Endpoint, pair.Owner) is null)
            .ToArray();
        foreach (var (owner, endpoint) in endpoints)
        {
            var label = $"'{endpoint.Name}' of '{owner}'";
            var port = Fixed(endpoint, owner) ?? Free(taken);
            if (!taken.TryAdd(port, label))
            {
                throw new DistributedApplicationException($"Endpoints {taken[port]} and {label} both want port {port}.");
            }

            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, endpoint.TargetHost is "0.0.0.0" or "*" ? "localhost" : endpoint.TargetHost, port);
        }
    }

    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return false;
        }
    }

    private static int? Fixed(EndpointAnnotation endpoint, string owner)
        => endpoint is { Port: { } port, TargetPort: { } target } && port != target
            ? throw new DistributedApplicationException(
                $"Endpoint '{endpoint.Name}' of '{owner}' has port {port} and target port {target}; this orchestrator has no proxy, so they must be the same.")
            : endpoint.Port ?? endpoint.TargetPort;

    private static int Free(Dictionary<int, string> taken)
    {
        for (var attempt = 0; attempt < 1_000; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(First, Last + 1);
            if (!taken.ContainsKey(port) && IsFree(port))
            {
                return port;
            }
        }

        throw new DistributedApplicationException($"No free port was found between {First} and {Last}.");
    }
}
