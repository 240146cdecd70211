using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An endpoint of a resource as others mention it; its value is the URL.</summary>
public sealed class EndpointReference : IExpressionValue, IValueWithReferences
{
    private EndpointAnnotation? _endpoint;

    /// <summary>Mentions an endpoint by name; it may be declared later.</summary>
    public EndpointReference(IResourceWithEndpoints owner, string endpointName)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentException.ThrowIfNullOrEmpty(endpointName);
        Resource = owner;
        EndpointName = endpointName;
    }

    /// <summary>Mentions a declared endpoint.</summary>
    public EndpointReference(IResourceWithEndpoints owner, EndpointAnnotation endpoint)
        : this(owner, endpoint.Name)
        => _endpoint = endpoint;

    /// <summary>Whose endpoint it is.</summary>
    public IResourceWithEndpoints Resource { get; }

    /// <summary>Its name.</summary>
    public string EndpointName { get; }

    /// <summary>Its declaration.</summary>
    /// <exception cref="InvalidOperationException">The resource declares no such endpoint.</exception>
    public EndpointAnnotation EndpointAnnotation
        => Find() ?? throw new InvalidOperationException($"Resource '{Resource.Name}' has no endpoint named '{EndpointName}'.");

    /// <summary>Whether the resource declares it.</summary>
    public bool Exists => Find() is not null;

    /// <summary>Whether its address is known.</summary>
    public bool IsAllocated => Find()?.AllocatedEndpoint is not null;

    /// <summary>Whether its scheme is http.</summary>
    public bool IsHttp => Scheme == "http";

    /// <summary>Whether its scheme is https.</summary>
    public bool IsHttps => Scheme == "https";

    /// <summary>Whether TLS is spoken.</summary>
    public bool TlsEnabled => EndpointAnnotation.TlsEnabled;

    /// <summary>Its scheme.</summary>
    public string Scheme => EndpointAnnotation.UriScheme;

    /// <summary>The port to connect to.</summary>
    /// <exception cref="InvalidOperationException">The application has not started.</exception>
    public int Port => Allocated.Port;

    /// <summary>The declared port of the process.</summary>
    public int? TargetPort => EndpointAnnotation.TargetPort;

    /// <summary>The host to connect to.</summary>
    /// <exception cref="InvalidOperationException">The application has not started.</exception>
    public string Host => Allocated.Address;

    /// <summary>The address, without a trailing slash.</summary>
    /// <exception cref="InvalidOperationException">The application has not started.</exception>
    public string Url => Allocated.UriString;

    /// <inheritdoc/>
    public string ValueExpression => Expression(EndpointProperty.Url);

    /// <inheritdoc/>
    public IEnumerable<object> References => [Resource];

    private AllocatedEndpoint Allocated => EndpointAnnotation.AllocatedEndpoint
        ?? throw new InvalidOperationException($"Endpoint '{EndpointName}' of '{Resource.Name}' has no address before the application starts.");

    /// <summary>A part of the address.</summary>
    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    /// <summary>The URL; waits until it is known.</summary>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
        => Property(EndpointProperty.Url).GetValueAsync(cancellationToken);

    internal string Expression(EndpointProperty property)
        => $"{{{Resource.Name}.bindings.{EndpointName}.{(property is EndpointProperty.IPV4Host ? "host" : Camel(property.ToString()))}}}";

    private EndpointAnnotation? Find()
        => _endpoint ??= Resource.Annotations.OfType<EndpointAnnotation>()
            .FirstOrDefault(e => string.Equals(e.Name, EndpointName, StringComparison.OrdinalIgnoreCase));

    private static string Camel(string name) => string.Create(CultureInfo.InvariantCulture, $"{char.ToLowerInvariant(name[0])}{name[1..]}");
}
