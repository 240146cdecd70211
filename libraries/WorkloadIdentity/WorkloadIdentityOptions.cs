using Microsoft.Extensions.Configuration;

namespace Platform.WorkloadIdentity;

/// <summary>Who this process is and where it gets its credentials: the sections `Platform` and `Identity`, and `PLATFORM_STATE`.</summary>
public sealed record WorkloadIdentityOptions
{
    /// <summary>The app-id, for example `records` (`Platform:AppId`).</summary>
    public required string AppId { get; init; }

    /// <summary>The process name, for example `records-dapr` (`Platform:Process`).</summary>
    /// <value>The default is the app-id.</value>
    public required string Process { get; init; }

    /// <summary>The folder of this process (`PLATFORM_STATE`/process); the SVID is kept in its `svid` folder.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>Identity's mTLS listener (`Identity:Endpoint`).</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Identity's server-authenticated listener for `/bootstrap` (`Identity:BootstrapEndpoint`).</summary>
    public Uri? BootstrapEndpoint { get; init; }

    /// <summary>The file with the one-time proof (`Identity:ProofFile`).</summary>
    public string? ProofFile { get; init; }

    /// <summary>The CA certificate in PEM (`Identity:TrustBundleFile`).</summary>
    public string? TrustBundleFile { get; init; }

    /// <summary>The trust domain (`Identity:TrustDomain`).</summary>
    /// <value>The default is `platform.local`.</value>
    public string TrustDomain { get; init; } = "platform.local";

    /// <summary>The namespace in the SPIFFE ID (`Identity:Namespace`).</summary>
    /// <value>The default is `default`.</value>
    public string Namespace { get; init; } = "default";

    /// <summary>The `iss` of every token (`Identity:Issuer`).</summary>
    /// <value>The default is `https://identity.` and the trust domain.</value>
    public string Issuer { get; init; } = "https://identity.platform.local";

    /// <summary>How far clocks may differ when a token or proof is checked.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the list of revocations is fetched (`Identity:RevocationsRefresh`).</summary>
    /// <value>The default is 10 seconds, so that a revocation holds everywhere well within 60.</value>
    public TimeSpan RevocationsRefresh { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How old the list of revocations may be; beyond that every call is refused (`Identity:RevocationsAgeMax`).</summary>
    /// <value>The default is 5 minutes, the life of a token between workloads: with Identity away, those run out then as well.</value>
    public TimeSpan RevocationsAgeMax { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The identity of this workload.</summary>
    public SpiffeId Id => IdOf(AppId);

    /// <summary>The identity of another workload of the platform.</summary>
    public SpiffeId IdOf(string appId) => SpiffeId.ForWorkload(TrustDomain, Namespace, appId);

    /// <summary>Reads the options.</summary>
    /// <exception cref="InvalidOperationException">`Platform:AppId` or `PLATFORM_STATE` is missing, or a URL is not https.</exception>
    public static WorkloadIdentityOptions FromConfiguration(IConfiguration configuration)
    {
        var appId = Required(configuration, "Platform:AppId");
        var process = configuration["Platform:Process"] ?? appId;
        var identity = configuration.GetSection("Identity");
        var domain = identity["TrustDomain"] ?? "platform.local";
        return new WorkloadIdentityOptions
        {
            AppId = appId,
            Process = process,
            StateDirectory = Path.Combine(Required(configuration, "PLATFORM_STATE"), process),
            Endpoint = Https(identity, "Endpoint"),
            BootstrapEndpoint = Https(identity, "BootstrapEndpoint"),
            ProofFile = identity["ProofFile"],
            TrustBundleFile = identity["TrustBundleFile"],
            TrustDomain = domain,
            Namespace = identity["Namespace"] ?? "default",
            Issuer = identity["Issuer"] ?? $"https://identity.{domain}",
            RevocationsRefresh = identity.GetValue("RevocationsRefresh", TimeSpan.FromSeconds(10)),
            RevocationsAgeMax = identity.GetValue("RevocationsAgeMax", TimeSpan.FromMinutes(5)),
        };
    }

    private static string Required(IConfiguration configuration, string key) =>
        configuration[key] is { Length: > 0 } value ? value : throw new InvalidOperationException($"the setting `{key}` is missing");

    private static Uri? Https(IConfiguration section, string key) => section[key] switch
    {
        null or "" => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps => uri,
        _ => throw new InvalidOperationException($"the setting `Identity:{key}` must be an https URL"),
    };
}
