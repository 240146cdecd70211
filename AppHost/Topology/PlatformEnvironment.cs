using Microsoft.Extensions.Configuration;

namespace Platform.AppHost.Topology;

/// <summary>What all processes of one platform share: the state folder, the profile, the keys that the AppHost makes.</summary>
/// <remarks>
/// Settings: <c>PLATFORM_STATE</c> (default <c>.platform</c> in the repository), <c>Profile</c> (<c>Production</c> or <c>Development</c>),
/// <c>Ports:gateway</c>, <c>Ports:identity</c> and <c>Ports:dashboard</c> (0 takes a free port), <c>Database</c> (<c>sqlite</c> or <c>postgres</c>), <c>Identity:TrustDomain</c>, <c>Identity:Namespace</c>.
/// </remarks>
internal sealed class PlatformEnvironment
{
    private readonly Lazy<ProofKey> _proofKey;
    private readonly Lazy<BundleSigningKey> _bundleSigningKey;

    public PlatformEnvironment(IDistributedApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        IsPublished = builder.ExecutionContext.IsPublishMode;
        var state = configuration["PLATFORM_STATE"];
        State = IsPublished ? "/var/lib/platform" : Path.GetFullPath(string.IsNullOrEmpty(state) ? Path.Combine(builder.AppHostDirectory, "..", ".platform") : state);
        configuration["PLATFORM_STATE"] = State;
        Profile = configuration["Profile"] switch
        {
            null or "" or "Production" => "Production",
            "Development" => "Development",
            var other => throw new DistributedApplicationException($"Profile is '{other}'; it is Production or Development."),
        };
        TrustDomain = configuration["Identity:TrustDomain"] ?? "platform.local";
        Namespace = configuration["Identity:Namespace"] ?? "default";
        _proofKey = new(() => ProofKey.Open(Own));
        _bundleSigningKey = new(() => BundleSigningKey.Open(Own, Profile));
    }

    /// <summary>Whether manifests are written. Then paths are those of a container, and nothing is made on this machine.</summary>
    public bool IsPublished { get; }

    public string State { get; }

    public string Profile { get; }

    public string TrustDomain { get; }

    public string Namespace { get; }

    public ProofKey ProofKey => _proofKey.Value;

    public BundleSigningKey BundleSigningKey => _bundleSigningKey.Value;

    /// <summary>Where Identity writes its CA certificate, which is no secret.</summary>
    public string TrustBundleFile => Path.Combine(State, "identity", "ca.pem");

    /// <summary>The AppHost's own folder.</summary>
    public string Own => PrivateFiles.Folder(Path.Combine(State, "apphost"));

    public string FolderOf(string process) => IsPublished ? $"{State}/{process}" : PrivateFiles.Folder(Path.Combine(State, process));

    /// <summary>The authority's certificate, as everybody but Identity gets it.</summary>
    public GivenFile TrustBundle => new("trust-bundle", "ca.pem", IsSecret: false, () => TrustBundleFile);

    /// <summary>The key set by which services verify bundles.</summary>
    public GivenFile VerificationKeys => new("policy-keys", "policy-keys.json", IsSecret: false, () => BundleSigningKey.KeySetFile);

    public string SpiffeId(string appId) => $"spiffe://{TrustDomain}/ns/{Namespace}/{appId}";
}
