using System.Security.Cryptography;

namespace Platform.Rego.Bundles;

/// <summary>A bundle as it was read or is about to be written: a manifest and files. Nothing in it is trusted before it is verified.</summary>
/// <param name="Manifest">The manifest.</param>
/// <param name="Files">All other files by path without a leading slash, the manifest's own bytes included under <c>.manifest</c>.</param>
/// <param name="Signatures">Content of <c>.signatures.json</c>, or null.</param>
public sealed record Bundle(BundleManifest Manifest, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files, ReadOnlyMemory<byte>? Signatures)
{
    /// <summary>Name of the manifest.</summary>
    public const string ManifestName = ".manifest";

    /// <summary>Name of the signatures.</summary>
    public const string SignaturesName = ".signatures.json";

    /// <summary>The Rego files by path.</summary>
    public IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> Modules =>
        Files.Where(file => file.Key.EndsWith(".rego", StringComparison.Ordinal)).OrderBy(file => file.Key, StringComparer.Ordinal);

    /// <summary>SHA-256 of an archive, in lower-case hexadecimal: the name by which exact bytes are asked for.</summary>
    public static string DigestOf(ReadOnlySpan<byte> archive) => Convert.ToHexStringLower(SHA256.HashData(archive));
}
