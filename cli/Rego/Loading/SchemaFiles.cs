using Platform.Rego;
using Platform.Rego.Values;

namespace Platform.Cli.Rego;

/// <summary>Reads what <c>--schema</c> names: a file is the schema of the input, a folder has a schema per file.</summary>
internal static class SchemaFiles
{
    /// <param name="path">The file or folder; null for none.</param>
    /// <exception cref="PolicyFilesException">It cannot be read.</exception>
    public static RegoSchemas? Read(string? path)
    {
        if (path is null)
            return null;
        if (File.Exists(path))
            return new RegoSchemas { Input = DataFile.ReadInput(path) };
        if (!Directory.Exists(path))
            throw new PolicyFilesException($"{path}: no such file or folder");
        var named = new Dictionary<string, Val>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            named[Path.ChangeExtension(Path.GetRelativePath(path, file), null).Replace('\\', '/')] = DataFile.ReadInput(file);
        return new RegoSchemas { Named = named };
    }
}
