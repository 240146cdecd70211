using System.Diagnostics;
using Platform.Testing;

namespace Platform.Tidy.Tests;

/// <summary>The text files of a tree by path, with forward slashes, relative to its root. A rule is a function of it, so a test can plant a violation.</summary>
public sealed record SourceTree(IReadOnlyDictionary<string, string> Files)
{
    private static readonly string[] TextEndings =
        [".cs", ".csproj", ".props", ".targets", ".rego", ".json", ".yaml", ".yml", ".md", ".sh", ".cmd", ".razor", ".css", ".js", ".sql", ".txt", ".sln", ".svg", ".editorconfig"];

    /// <summary>The files of this repository that git tracks or would track.</summary>
    public static SourceTree Repository { get; } = ReadRepository();

    public static SourceTree Of(params (string Path, string Text)[] files) => new(files.ToDictionary(file => file.Path, file => file.Text));

    public IEnumerable<string> Paths => Files.Keys.Order(StringComparer.Ordinal);

    public IEnumerable<(string Path, string Text)> Ending(params string[] endings) =>
        Paths.Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal))).Select(path => (path, Files[path]));

    /// <summary>Every line of the files with these endings, counted from 1.</summary>
    public IEnumerable<(string Path, int Number, string Line)> Lines(params string[] endings) =>
        Ending(endings).SelectMany(file => file.Text.Split('\n').Select((line, index) => (file.Path, index + 1, line)));

    private static SourceTree ReadRepository()
    {
        var start = new ProcessStartInfo("git", ["ls-files", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = RepositoryRoot.Path,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start)!;
        var paths = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        var files = paths
            .Where(path => path is "platform" or ".ci/run" or "LICENSE" || TextEndings.Contains(Path.GetExtension(path)))
            .Where(path => File.Exists(Path.Combine(RepositoryRoot.Path, path)))
            .ToDictionary(path => path, path => File.ReadAllText(Path.Combine(RepositoryRoot.Path, path)));
        return new SourceTree(files);
    }
}
