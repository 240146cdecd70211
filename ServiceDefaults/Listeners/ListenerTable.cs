using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;

namespace Platform.ServiceDefaults;

/// <summary>The ports of this process, from the section <c>Listen</c>, and where they really are once the server runs.</summary>
public sealed class ListenerTable
{
    private static readonly ListenerClass[] All =
    [
        ListenerClass.App, ListenerClass.Mesh, ListenerClass.Control, ListenerClass.Bootstrap,
        ListenerClass.Browser, ListenerClass.Management, ListenerClass.SidecarApi,
    ];

    // They speak plain HTTP and believe a token, which is enough for a neighbour on the same machine or in the same pod only.
    private const ListenerClass LoopbackOnly = ListenerClass.App | ListenerClass.SidecarApi;

    private readonly Dictionary<ListenerClass, ListenOptions> bound = [];

    private ListenerTable(IReadOnlyDictionary<ListenerClass, IPEndPoint> addresses) => Addresses = addresses;

    /// <summary>The addresses asked for; port 0 lets the system choose.</summary>
    public IReadOnlyDictionary<ListenerClass, IPEndPoint> Addresses { get; }

    /// <summary>Reads the section <c>Listen</c>: a port, which is one of loopback, or an address and a port (<c>0.0.0.0:8443</c>, as in a container).</summary>
    /// <exception cref="InvalidOperationException">
    /// A value is neither, a name is not a listener class, or a listener that a token alone guards would be reachable from outside.
    /// </exception>
    public static ListenerTable Read(IConfiguration configuration)
    {
        var addresses = new Dictionary<ListenerClass, IPEndPoint>();
        foreach (var setting in configuration.GetSection("Listen").GetChildren())
        {
            var listener = All.FirstOrDefault(known => string.Equals(known.ToString(), setting.Key, StringComparison.OrdinalIgnoreCase));
            if (listener == ListenerClass.None)
            {
                throw new InvalidOperationException($"Listen:{setting.Key} is not a listener; known are {string.Join(", ", All)}");
            }

            var address = Address(setting.Value) ?? throw new InvalidOperationException($"Listen:{setting.Key} is neither a port nor an address with a port: '{setting.Value}'");
            addresses[listener] = (listener & LoopbackOnly) == ListenerClass.None || IPAddress.IsLoopback(address.Address)
                ? address
                : throw new InvalidOperationException($"refusing to start: Listen:{setting.Key} is {address}; this listener is for loopback alone");
        }

        return new(addresses);
    }

    private static IPEndPoint? Address(string? value) =>
        ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? new(IPAddress.Loopback, port)
        : value?.Contains(':', StringComparison.Ordinal) == true && IPEndPoint.TryParse(value, out var address) ? address
        : null;

    /// <summary>The URL of a listener of this running process.</summary>
    /// <exception cref="InvalidOperationException">The process has no such listener.</exception>
    public Uri UrlOf(ListenerClass listener)
    {
        var endpoint = bound.TryGetValue(listener, out var options) ? options.IPEndPoint : null;
        var scheme = listener is ListenerClass.App or ListenerClass.Management or ListenerClass.SidecarApi ? "http" : "https";
        return endpoint is null
            ? throw new InvalidOperationException($"this process does not listen on {listener}")
            : new Uri($"{scheme}://127.0.0.1:{endpoint.Port.ToString(CultureInfo.InvariantCulture)}");
    }

    internal IEnumerable<ListenerClass> Bound => bound.Keys.Order();

    internal void Bind(ListenerClass listener, ListenOptions options) => bound[listener] = options;
}
