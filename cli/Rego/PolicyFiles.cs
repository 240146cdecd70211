using Platform.Rego;
using Platform.Rego.Values;

namespace Platform.Cli.Rego;

/// <summary>Reads policies and data from files and folders as <c>opa</c> does: <c>*.rego</c> anywhere; <c>*.json</c> as base documents.</summary>
/// <param name="Modules">The modules.</param>
/// <param name="Data">The merged base documents, an object.</param>
internal sealed record PolicyFiles(IReadOnlyList<RegoModule> Modules, Val Data)
{
    private static readonly string[] Published = ["cases", "data", "schemas"];

    /// <summary>Reads paths. Data below a folder lies at the path of its folders, as in a bundle; a data file that is named directly lies at the root.
    /// A folder with cases/, data/ and schemas/ is read as the control plane publishes it: <c>data/roles.json</c> is <c>data.platform.roles</c>.</summary>
    /// <param name="paths">Files or folders.</param>
    /// <param name="version">The dialect of the modules.</param>
    /// <param name="ignoreTests">Leaves out <c>*_test.rego</c>.</param>
    /// <param name="bundle">In folders takes only <c>data.json</c>, as a bundle does.</param>
    /// <exception cref="PolicyFilesException">Something cannot be read, or two files give different data for one path.</exception>
    public static PolicyFiles Read(IEnumerable<string> paths, RegoVersion version, bool ignoreTests = false, bool bundle = false)
    {
        var modules = new List<RegoModule>();
        var data = Val.From(RObj.Empty);
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                var published = Published.All(part => Directory.Exists(Path.Combine(path, part)));
                foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                {
                    var relative = Path.GetRelativePath(path, file);
                    if (!relative.Split('/', '\\').Any(part => part.StartsWith('.')))
                        data = Take(file, published ? PublishedPrefix(relative) : Prefix(relative, bundle), data);
                }
            }
            else if (File.Exists(path))
            {
                data = Take(path, [], data);
            }
            else
            {
                throw new PolicyFilesException($"{path}: no such file or folder");
            }
        }
        return new PolicyFiles(modules, data);

        Val Take(string file, string[]? at, Val so)
        {
            if (file.EndsWith(".rego", StringComparison.Ordinal))
            {
                if (!ignoreTests || !file.EndsWith("_test.rego", StringComparison.Ordinal))
                    modules.Add(new RegoModule(file, File.ReadAllText(file), version));
                return so;
            }
            return at is not null && Parse(file) is { } value ? Merge(so, Wrap(value, at), file) : so;
        }
    }

    /// <summary>The modules below paths, without any data.</summary>
    /// <exception cref="PolicyFilesException">A path does not exist.</exception>
    public static IEnumerable<RegoModule> ReadModules(IEnumerable<string> paths, RegoVersion version)
    {
        foreach (var path in paths)
        {
            if (!Directory.Exists(path) && !File.Exists(path))
                throw new PolicyFilesException($"{path}: no such file or folder");
            IEnumerable<string> files = Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.rego", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [path];
            foreach (var file in files)
                yield return new RegoModule(file, File.ReadAllText(file), version);
        }
    }

    /// <summary>Both together.</summary>
    /// <exception cref="PolicyFilesException">They give different data for one path.</exception>
    public PolicyFiles And(PolicyFiles other) => new([.. Modules, .. other.Modules], Merge(Data, other.Data, "--bundle"));

    private static string[]? Prefix(string relative, bool bundle)
    {
        var parts = relative.Split('/', '\\');
        return !bundle || parts[^1] is "data.json" ? parts[..^1] : null;
    }

    private static string[]? PublishedPrefix(string relative) => relative.Split('/', '\\') is ["data", var name] && name.EndsWith(".json", StringComparison.Ordinal)
        ? ["platform", name[..^".json".Length]] : null;

    private static Val? Parse(string file)
    {
        try
        {
            return Path.GetExtension(file) == ".json" ? Val.Parse(File.ReadAllBytes(file)) : (Val?)null;
        }
        catch (JsonFormatException broken)
        {
            throw new PolicyFilesException($"{file}: {broken.Message}", broken);
        }
    }

    private static Val Wrap(Val value, string[] at) => at.Reverse().Aggregate(value, (inner, name) => Val.ObjectOf((Val.From(name), inner)));

    private static Val Merge(Val left, Val right, string file)
    {
        if (left.Kind != ValKind.Object || right.Kind != ValKind.Object)
            return left == right ? left : throw new PolicyFilesException($"{file}: conflicts with data of another file");
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
