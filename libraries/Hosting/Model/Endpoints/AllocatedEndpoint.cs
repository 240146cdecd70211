using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where an endpoint really is.</summary>
public class AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port, string? targetPortExpression = null)
{
    /// <summary>The endpoint as declared.</summary>
    public EndpointAnnotation Endpoint { get; } = endpoint;

    /// <summary>The host name to connect to.</summary>
    public string Address { get; } = address;

    /// <summary>The port to connect to.</summary>
    public int Port { get; } = port;

    /// <summary>The port that the process listens on.</summary>
    public string? TargetPortExpression { get; } = targetPortExpression ?? port.ToString(CultureInfo.InvariantCulture);

    /// <summary>The scheme.</summary>
    public string UriScheme => Endpoint.UriScheme;

    /// <summary>Host and port.</summary>
    public string EndPointString => string.Create(CultureInfo.InvariantCulture, $"{Address}:{Port}");

    /// <summary>The address without a trailing slash.</summary>
    public string UriString => $"{UriScheme}://{EndPointString}";
}
