using System.Globalization;
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

    private readonly Dictionary<ListenerClass, ListenOptions> bound = [];

    private ListenerTable(IReadOnlyDictionary<ListenerClass, int> ports) => Ports = ports;

    /// <summary>The ports asked for; 0 lets the system choose.</summary>
    public IReadOnlyDictionary<ListenerClass, int> Ports { get; }

    /// <summary>Reads the section <c>Listen</c>.</summary>
    /// <exception cref="InvalidOperationException">A value is not a port, or a name not a listener class.</exception>
    public static ListenerTable Read(IConfiguration configuration)
    {
        var ports = new Dictionary<ListenerClass, int>();
        foreach (var setting in configuration.GetSection("Listen").GetChildren())
        {
            var listener = All.FirstOrDefault(known => string.Equals(known.ToString(), setting.Key, StringComparison.OrdinalIgnoreCase));
            if (listener == ListenerClass.None)
            {
                throw new InvalidOperationException($"Listen:{setting.Key} is not a listener; known are {string.Join(", ", All)}");
            }

            ports[listener] = ushort.TryParse(setting.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                ? port
                : throw new InvalidOperationException($"Listen:{setting.Key} is not a port: '{setting.Value}'");
        }

        return new(ports);
    }

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
