namespace Platform.Rego.Builtins.Network;

/// <summary>
/// What <c>http.send</c>, <c>net.lookup_ip_addr</c> and remote schemas may reach. A host passes it in
/// <see cref="BuiltinContext.Services"/>; without it nothing may be reached.
/// </summary>
public sealed record EgressOptions
{
    /// <summary>The host names and addresses that may be reached, without ports, compared without case.</summary>
    /// <value>Empty by default: every request is refused.</value>
    public IReadOnlyCollection<string> AllowedHosts { get; init; } = [];

    /// <summary>Makes the handler that sends requests, in place of our own with the TLS settings of the request.</summary>
    /// <value>Null by default: a <see cref="SocketsHttpHandler"/> that follows no redirects.</value>
    public Func<HttpMessageHandler>? Handler { get; init; }

    /// <summary>Resolves a host name.</summary>
    /// <value>Null by default: the system's resolver.</value>
    public Func<string, IReadOnlyCollection<System.Net.IPAddress>>? Resolve { get; init; }

    /// <summary>The most bytes read from a response.</summary>
    /// <value>4 MiB by default.</value>
    public long MaxResponseBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Whether a request may ask for certificates not to be checked (<c>tls_insecure_skip_verify</c>).</summary>
    /// <value>False by default: such a request is refused.</value>
    public bool AllowUncheckedCertificates { get; init; }

    /// <summary>Keeps the responses that policies ask to be kept between evaluations, with <c>cache</c> or <c>force_cache</c>.</summary>
    /// <value>Null by default: a response is used again within one evaluation only.</value>
    public HttpSendCache? Cache { get; init; }

    internal bool Allows(string host) => AllowedHosts.Contains(host, StringComparer.OrdinalIgnoreCase);

    internal HttpMessageHandler CreateHandler() => Handler?.Invoke() ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };

    internal static EgressOptions Of(BuiltinContext context) =>
        context.Services.TryGetValue(typeof(EgressOptions), out object? options) ? (EgressOptions)options : new EgressOptions();
}
