using System.IO.Enumeration;
using Platform.Rego;
using Platform.Rego.Bundles;
using Platform.Rego.Values;

namespace Platform.Cli.Rego;

/// <summary>What a bundle's <c>.manifest</c> says of its modules. A command reads bundles of any dialect; activating one is stricter.</summary>
internal sealed class BundleLayout
{
    public const string ManifestName = ".manifest";

    private readonly RegoVersion? all;
    private readonly IReadOnlyList<(string Pattern, RegoVersion Version)> files;

    private BundleLayout(Val manifest)
    {
        all = Version(manifest["rego_version"]);
        var exceptions = manifest["file_rego_versions"];
        files = exceptions.Kind != ValKind.Object ? []
            : [.. exceptions.Keys.ToArray().Select(key => (key.AsString().TrimStart('/'), Version(exceptions[key.AsString()]) ?? RegoVersion.V1))];
    }

    public static bool IsArchive(string path) => path.EndsWith(".tar.gz", StringComparison.Ordinal);

    public static bool IsData(string name) => Path.GetFileName(name) is "data.json" or "data.yaml" or "data.yml";

    public static BundleLayout OfFolder(string folder)
    {
        var manifest = Path.Combine(folder, ManifestName);
        return new BundleLayout(File.Exists(manifest) ? DataFile.Input(manifest, File.ReadAllText(manifest)) : Val.From(RObj.Empty));
    }

    /// <exception cref="PolicyFilesException">It is no archive of a bundle.</exception>
    public static BundleLayout OfArchive(string path, out IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        try
        {
            files = BundleArchive.ReadFiles(File.ReadAllBytes(path));
            return new BundleLayout(files.TryGetValue(ManifestName, out var manifest) ? DataFile.Input($"{path}:{ManifestName}", DataFile.Text(manifest)) : Val.From(RObj.Empty));
        }
        catch (BundleRefusedException broken)
        {
            throw new PolicyFilesException($"{path}: {broken.Message}", broken);
        }
    }

    /// <summary>The dialect of a module, or null if the manifest does not say.</summary>
    public RegoVersion? VersionOf(string relative)
    {
        var name = relative.Replace('\\', '/');
        foreach (var (pattern, version) in files)
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false))
                return version;
        }
        return all;
    }

    private static RegoVersion? Version(Val number) => !number.IsDefined ? null : number.ToJson() == "0" ? RegoVersion.V0 : RegoVersion.V1;
}
