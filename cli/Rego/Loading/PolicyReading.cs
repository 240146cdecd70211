using System.IO.Enumeration;
using Platform.Rego;

namespace Platform.Cli.Rego;

/// <summary>What is taken of the paths that a command is given.</summary>
/// <param name="Version">The dialect of modules that no manifest says otherwise of.</param>
internal sealed record PolicyReading(RegoVersion Version)
{
    /// <summary>Leaves out <c>*_test.rego</c>.</summary>
    public bool IgnoreTests { get; init; }

    /// <summary>Folders are bundles: of data only <c>data.json</c> and <c>data.yaml</c>.</summary>
    public bool Bundle { get; init; }

    /// <summary>Names of files and folders below the given ones to leave out; <c>*</c> and <c>?</c> stand for any characters and for one.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>The files below a folder, relative to it, in order. Hidden ones are left out.</summary>
    public IEnumerable<string> Below(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(folder, file))
        .Where(relative => !relative.Split('/', '\\').Any(IsLeftOut))
        .Order(StringComparer.Ordinal);

    private bool IsLeftOut(string name) =>
        name.StartsWith('.') || Ignore.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));
}
