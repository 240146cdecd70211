namespace Platform.Rego.Bundles;

/// <summary>How large a bundle may be, so that a small archive cannot unpack into a large one.</summary>
public sealed record BundleLimits
{
    /// <summary>The limits that fit this platform.</summary>
    public static BundleLimits Default { get; } = new();

    /// <summary>Bytes of all files together, unpacked.</summary>
    /// <value>64 MiB.</value>
    public long BytesMax { get; init; } = 64L << 20;

    /// <summary>Number of files.</summary>
    /// <value>10,000.</value>
    public int FilesMax { get; init; } = 10_000;
}
