namespace Platform.Rego.Bundles;

/// <summary>Why a bundle was refused.</summary>
public enum BundleRefusal
{
    /// <summary>It is not a well-formed archive, manifest or document.</summary>
    Malformed,

    /// <summary>It is larger than the limits allow.</summary>
    TooLarge,

    /// <summary>It carries no signature.</summary>
    Unsigned,

    /// <summary>The signing key is not known.</summary>
    Key,

    /// <summary>The signature's algorithm is not ES256, or a file's is not SHA-256.</summary>
    Algorithm,

    /// <summary>The signature does not verify.</summary>
    Signature,

    /// <summary>It was signed for somebody else.</summary>
    Scope,

    /// <summary>The signed files and the files in the archive are not the same set.</summary>
    FileSet,

    /// <summary>A file's bytes are not those that were signed.</summary>
    Digest,

    /// <summary>Its sequence is not higher than one that was active before.</summary>
    Rollback,

    /// <summary>It is past its expiry.</summary>
    Expired,

    /// <summary>Its policies do not compile, or its data lacks what the enforcement point needs.</summary>
    Content,
}
