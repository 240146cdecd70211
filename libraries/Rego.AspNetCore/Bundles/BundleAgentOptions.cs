namespace Platform.Rego.AspNetCore;

/// <summary>Where policy comes from and what makes it acceptable.</summary>
public sealed record BundleAgentOptions
{
    /// <summary>Name of the key that only the development profile accepts.</summary>
    public const string DevelopmentKeyId = "dev";

    /// <summary>Base address of the control plane.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>File with the JWK Set of bundle signing keys. Read for every bundle, so that a rotated key needs no restart.</summary>
    public required string VerificationKeysFile { get; init; }

    /// <summary>Folder for the last good bundle and the highest sequence.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>Name of the bundle, and the scope that its signature must name.</summary>
    /// <value><c>platform</c>.</value>
    public string Scope { get; init; } = "platform";

    /// <summary>Whether a bundle signed by <see cref="DevelopmentKeyId"/> is accepted.</summary>
    /// <value>False.</value>
    public bool Development { get; init; }

    /// <summary>A sequence that is known to have been active before this installation ever ran; anything lower is a rollback.</summary>
    /// <value>0.</value>
    public long SequenceFloor { get; init; }

    /// <summary>An OPA server that decides in place of the engine in this process, fed with the same bundles: https, or http on loopback.</summary>
    /// <value>None.</value>
    public Uri? DecisionEndpoint { get; init; }

    /// <summary>How long a decision may take, of the engine in this process or of <see cref="DecisionEndpoint"/>; then it is none, and the answer 503.</summary>
    /// <value>2 seconds.</value>
    public TimeSpan DecisionTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the control plane may hold a poll open.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan LongPoll { get; init; } = TimeSpan.FromSeconds(30);
}
