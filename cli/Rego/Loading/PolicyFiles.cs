using Platform.Rego;
using Platform.Rego.Values;

namespace Platform.Cli.Rego;

/// <summary>Reads policies and data from files and folders as <c>opa</c> does: <c>*.rego</c> anywhere; <c>*.json</c> and <c>*.yaml</c> as base documents.</summary>
/// <param name="Modules">The modules.</param>
/// <param name="Data">The merged base documents, an object.</param>
internal sealed record PolicyFiles(IReadOnlyList<RegoModule> Modules, Val Data)
{
    /// <summary>
    /// Reads paths. Data below a folder lies at the path of its folders, as in a bundle; a data file that is named directly lies at the root, or where a
    /// prefix says: <c>lab.users:users.json</c>. A folder with a <c>.manifest</c>, and an archive (<c>*.tar.gz</c>), is a bundle.
    /// </summary>
    /// <param name="paths">Files or folders.</param>
    /// <param name="reading">What is taken of them.</param>
    /// <exception cref="PolicyFilesException">Something cannot be read, or two files give different data for one path.</exception>
    public static PolicyFiles Read(IEnumerable<string> paths, PolicyReading reading)
    {
        var modules = new List<RegoModule>();
        var data = Val.From(RObj.Empty);
        foreach (var given in paths)
        {
            var (at, path) = Prefixed(given);
            if (Directory.Exists(path))
            {
                var bundle = reading.Bundle || File.Exists(Path.Combine(path, BundleLayout.ManifestName));
                var layout = bundle ? BundleLayout.OfFolder(path) : null;
                foreach (var relative in reading.Below(path))
                {
                    var file = Named(path, relative);
                    Take(file, bundle && !BundleLayout.IsData(relative) ? null : [.. at, .. Folders(relative)], () => File.ReadAllBytes(file), layout?.VersionOf(relative));
                }
            }
            else if (!File.Exists(path))
            {
                throw new PolicyFilesException($"{path}: no such file or folder");
            }
            else if (BundleLayout.IsArchive(path))
            {
                var layout = BundleLayout.OfArchive(path, out var files);
                foreach (var (name, content) in files)
                    Take($"{path}:{name}", BundleLayout.IsData(name) ? [.. at, .. Folders(name)] : null, () => content, layout.VersionOf(name));
            }
            else
            {
                Take(path, at, () => File.ReadAllBytes(path), null);
            }
        }
        return new PolicyFiles(modules, data);

        void Take(string file, string[]? at, Func<ReadOnlyMemory<byte>> content, RegoVersion? version)
        {
            if (file.EndsWith(".rego", StringComparison.Ordinal))
            {
                if (!reading.IgnoreTests || !file.EndsWith("_test.rego", StringComparison.Ordinal))
                    modules.Add(new RegoModule(file, DataFile.Text(content()), version ?? reading.Version));
            }
            else if (at is not null && DataFile.Is(file))
            {
                data = Merge(data, Wrap(DataFile.Parse(file, content()), at), file);
            }
        }
    }

    /// <summary>The modules below paths, without any data.</summary>
    /// <exception cref="PolicyFilesException">A path does not exist.</exception>
    public static IEnumerable<RegoModule> ReadModules(IEnumerable<string> paths, PolicyReading reading)
    {
        foreach (var path in paths)
        {
            if (!Directory.Exists(path) && !File.Exists(path))
                throw new PolicyFilesException($"{path}: no such file or folder");
            var files = Directory.Exists(path) ? reading.Below(path).Where(file => file.EndsWith(".rego", StringComparison.Ordinal)).Select(file => Named(path, file)) : [path];
            foreach (var file in files)
                yield return new RegoModule(file, File.ReadAllText(file), reading.Version);
        }
    }

    /// <summary>Both together.</summary>
    /// <exception cref="PolicyFilesException">They give different data for one path.</exception>
    public PolicyFiles And(PolicyFiles other) => new([.. Modules, .. other.Modules], Merge(Data, other.Data, "--bundle"));

    // A drive letter is no prefix, nor is what stands before a colon in the name of a file that exists.
    private static (string[] At, string Path) Prefixed(string given)
    {
        var colon = given.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 1 || File.Exists(given) || Directory.Exists(given))
            return ([], given);
        var path = given.StartsWith("file://", StringComparison.Ordinal) ? new Uri(given).LocalPath : given[(colon + 1)..];
        return (given.StartsWith("file://", StringComparison.Ordinal) ? [] : given[..colon].Split('.'), path);
    }

    // ./a.rego and a.rego are one file, and the shorter name is the one that diagnostics show.
    private static string Named(string folder, string relative) => Path.TrimEndingDirectorySeparator(folder) == "." ? relative : Path.Combine(folder, relative);

    private static string[] Folders(string relative) => relative.Split('/', '\\')[..^1];

    private static Val Wrap(Val value, string[] at) => at.Reverse().Aggregate(value, (inner, name) => Val.ObjectOf((Val.From(name), inner)));

    private static Val Merge(Val left, Val right, string file)
    {
        if (left.Kind != ValKind.Object || right.Kind != ValKind.Object)
            return left == right ? left : throw new PolicyFilesException($"{file}: conflicts with data of another file, or is not an object at the root. A file that is not policy data can be left out with --ignore");
        var pairs = new List<(Val Key, Val Value)>();
        foreach (var key in left.Keys)
            pairs.Add((key, right.TryGet(key, out var other) ? Merge(left.Get(key), other, file) : left.Get(key)));
        foreach (var key in right.Keys)
        {
            if (left.Get(key).IsUndefined)
                pairs.Add((key, right.Get(key)));
        }
        return Val.ObjectOf([.. pairs]);
    }
}

/// <summary>Policies or data cannot be read; the message names the file.</summary>
internal sealed class PolicyFilesException(string message, Exception? inner = null) : Exception(message, inner);
