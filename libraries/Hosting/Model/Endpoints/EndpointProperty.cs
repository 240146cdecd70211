namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of an endpoint's address.</summary>
public enum EndpointProperty
{
    /// <summary>Scheme, host and port.</summary>
    Url,

    /// <summary>The host name.</summary>
    Host,

    /// <summary>The IPv4 address of the host.</summary>
    IPV4Host,

    /// <summary>The port that others connect to.</summary>
    Port,

    /// <summary>The scheme.</summary>
    Scheme,

    /// <summary>The port that the process listens on.</summary>
    TargetPort,

    /// <summary>Host and port, with a colon between.</summary>
    HostAndPort,

    /// <summary>Whether TLS is spoken: <c>True</c> or <c>False</c>.</summary>
    TlsEnabled,
}
