using System.Text.RegularExpressions;

namespace Platform.Tidy.Tests.Rules;

/// <summary>Every package version is exact and stands in Directory.Packages.props alone.</summary>
public static partial class PackageVersions
{
    public static IEnumerable<Violation> Check(SourceTree tree)
    {
        foreach (var (path, number, line) in tree.Lines(".csproj"))
        {
            if (line.Contains("<PackageReference", StringComparison.Ordinal) && line.Contains("Version=", StringComparison.Ordinal))
                yield return new Violation($"{path}:{number}", "has a version; it belongs into Directory.Packages.props");
        }
        foreach (var (path, number, line) in tree.Lines("Directory.Packages.props"))
        {
            if (line.Contains("<PackageVersion ", StringComparison.Ordinal) && !Exact().IsMatch(line))
                yield return new Violation($"{path}:{number}", "is not an exact version");
        }
    }

    [GeneratedRegex("Version=\"(\\d+(\\.\\d+){1,3}(-[0-9A-Za-z.]+)?|\\$\\([A-Za-z]+\\))\"")]
    private static partial Regex Exact();
}
