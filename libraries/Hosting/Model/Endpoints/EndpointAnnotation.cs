using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A port on which a resource listens.</summary>
/// <remarks>
/// This orchestrator puts no proxy in front of a process: others connect to the port on which the process listens, whatever
/// <see cref="IsProxied"/> says. A proxied endpoint whose two ports differ is therefore refused at start.
/// </remarks>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    private readonly TaskCompletionSource<AllocatedEndpoint> _allocated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int? _port;
    private int? _targetPort;
    private bool? _isProxied;

    /// <summary>Declares an endpoint; the name defaults to the scheme and the scheme to the protocol.</summary>
    public EndpointAnnotation(
        ProtocolType protocol,
        string? uriScheme = null,
        string? transport = null,
        string? name = null,
        int? port = null,
        int? targetPort = null,
        bool? isExternal = null,
        bool? isProxied = null)
    {
        Protocol = protocol;
        UriScheme = uriScheme ?? (protocol == ProtocolType.Udp ? "udp" : "tcp");
        Transport = transport ?? (UriScheme is "http" or "https" ? "http" : protocol == ProtocolType.Udp ? "udp" : "tcp");
        Name = name ?? UriScheme;
        ModelName.Validate("Endpoint", Name);
        _port = port;
        _targetPort = targetPort;
        IsExternal = isExternal ?? false;
        _isProxied = isProxied;
        TlsEnabled = UriScheme == "https";
    }

    /// <summary>Unique among the endpoints of the resource.</summary>
    public string Name { get; set; }

    /// <summary>TCP or UDP.</summary>
    public ProtocolType Protocol { get; set; }

    /// <summary>The port that others connect to; null asks for a free one.</summary>
    public int? Port
    {
        get => _port ?? (IsProxied ? null : _targetPort);
        set => _port = value;
    }

    /// <summary>The port that the process listens on; null asks for the same as <see cref="Port"/>.</summary>
    public int? TargetPort
    {
        get => _targetPort ?? (IsProxied ? null : _port);
        set => _targetPort = value;
    }

    /// <summary>The scheme of the address.</summary>
    public string UriScheme { get; set; }

    /// <summary>The name or address that the process binds; default <c>localhost</c>.</summary>
    public string TargetHost { get; set; } = "localhost";

    /// <summary><c>http</c>, <c>http2</c> or the protocol.</summary>
    public string Transport { get; set; }

    /// <summary>Whether people outside may connect.</summary>
    public bool IsExternal { get; set; }

    /// <summary>Whether an orchestrator may put a proxy in front; default true.</summary>
    public bool IsProxied
    {
        get => _isProxied ?? true;
        set => _isProxied = value;
    }

    /// <summary>Whether <c>WithReference</c> on the whole resource leaves this endpoint out.</summary>
    public bool ExcludeReferenceEndpoint { get; set; }

    /// <summary>Whether TLS is spoken; default: the scheme is https.</summary>
    public bool TlsEnabled { get; set; }

    /// <summary>Where the endpoint is; null until the application starts.</summary>
    public AllocatedEndpoint? AllocatedEndpoint
    {
        get => _allocated.Task.IsCompletedSuccessfully ? _allocated.Task.Result : null;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (!_allocated.TrySetResult(value))
            {
                throw new InvalidOperationException($"Endpoint '{Name}' was allocated before.");
            }
        }
    }

    internal Task<AllocatedEndpoint> WhenAllocated => _allocated.Task;
}
