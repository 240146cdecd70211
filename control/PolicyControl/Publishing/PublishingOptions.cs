using Platform.Rego.AspNetCore;

namespace Platform.PolicyControl.Publishing;

/// <summary>What is published, by whose key, and where revisions are kept.</summary>
public sealed record PublishingOptions
{
    /// <summary>The folder of policies (<c>Policy:SourceFolder</c>, or <c>Policy:Source</c>).</summary>
    public required string SourceFolder { get; init; }

    /// <summary>PEM file with the P-256 key that signs (<c>Policy:SigningKeyFile</c>).</summary>
    public required string SigningKeyFile { get; init; }

    /// <summary>Its <c>kid</c> (<c>Policy:SigningKeyId</c>).</summary>
    public required string SigningKeyId { get; init; }

    /// <summary>Where revisions are kept.</summary>
    public required string RevisionFolder { get; init; }

    /// <summary>Whether a saved change is published at once.</summary>
    public bool Development { get; init; }

    /// <summary>How long a revision is good for; it is signed again, under a higher sequence, at half of it.</summary>
    /// <value>24 hours.</value>
    public TimeSpan Life { get; init; } = TimeSpan.FromHours(24);

    /// <summary>People who must approve a change (<c>Policy:Approvers</c>); default nobody. Approvals cannot be given yet: with any name here, every change is refused.</summary>
    /// <value>Nobody.</value>
    public IReadOnlyList<string> Approvers { get; init; } = [];

    /// <summary>JWK Set by which this process verifies its own bundles (<c>Policy:VerificationKeysFile</c>).</summary>
    public required string VerificationKeysFile { get; init; }

    /// <summary>What makes a bundle acceptable to this process itself.</summary>
    public BundleAgentOptions OwnBundles() => new()
    {
        Endpoint = new Uri("https://localhost"),
        VerificationKeysFile = VerificationKeysFile,
        StateDirectory = Path.Combine(Path.GetDirectoryName(RevisionFolder)!, "own"),
        Development = Development,
    };

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidOperationException">One is missing.</exception>
    public static PublishingOptions Read(IConfiguration configuration, string stateDirectory, bool development)
    {
        var policy = configuration.GetSection("Policy");
        return new()
        {
            SourceFolder = policy["SourceFolder"] ?? policy["Source"] ?? throw Missing("SourceFolder"),
            SigningKeyFile = policy["SigningKeyFile"] ?? throw Missing("SigningKeyFile"),
            VerificationKeysFile = policy["VerificationKeysFile"] ?? throw Missing("VerificationKeysFile"),
            SigningKeyId = policy["SigningKeyId"] ?? throw Missing("SigningKeyId"),
            RevisionFolder = Path.Combine(stateDirectory, "revisions"),
            Development = development,
            Approvers = policy["Approvers"]?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
        };
    }

    private static InvalidOperationException Missing(string name) => new($"the setting Policy__{name} is missing");
}
