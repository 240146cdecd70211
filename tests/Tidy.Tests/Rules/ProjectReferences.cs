using System.Text.RegularExpressions;

namespace Platform.Tidy.Tests.Rules;

/// <summary>Who may reference whom: the table of docs/architecture.md. A project that is not in the table is a violation by itself.</summary>
public static partial class ProjectReferences
{
    private static readonly string[] Enforcement = ["libraries/Rego.AspNetCore", "libraries/Dapr", "libraries/Spool", "libraries/WorkloadIdentity"];
    private static readonly string[] Processes = ["services/", "control/"];

    private static IReadOnlyList<string>? Allowed(string project) => project switch
    {
        "libraries/Rego.Generators" or "libraries/Spool" or "libraries/Dapr" or "libraries/Hosting" => [],
        "libraries/WorkloadIdentity" or "libraries/Testing" or "services/Contracts" => [],
        "libraries/Rego" => ["libraries/Rego.Generators"],
        "libraries/Rego.AspNetCore" => ["libraries/Rego", "libraries/Spool"],
        "libraries/Rego.Server" => ["libraries/Rego"],
        "ServiceDefaults" => Enforcement,
        "control/Gateway" or "control/Dashboard" => ["ServiceDefaults", "services/Contracts"],
        "AppHost" => ["libraries/Hosting", .. Processes],
        "cli" => ["libraries/Rego", "libraries/Rego.Server", "libraries/Hosting", "libraries/Spool", "libraries/WorkloadIdentity"],
        "docs/workshop/open-door" => ["services/Records"],
        _ when project.StartsWith("services/", StringComparison.Ordinal) => ["ServiceDefaults", "services/Contracts"],
        _ when project.StartsWith("control/", StringComparison.Ordinal) => ["ServiceDefaults", "libraries/Rego"],
        _ when project.StartsWith("tests/", StringComparison.Ordinal) || project.StartsWith("samples/", StringComparison.Ordinal) => ["", "tests/Controls"],
        _ => null,
    };

    public static IEnumerable<Violation> Check(SourceTree tree)
    {
        foreach (var (path, text) in tree.Ending(".csproj"))
        {
            var project = Folder(path);
            if (Allowed(project) is not { } allowed)
            {
                yield return new Violation(path, "is not in the dependency table; add it to docs/architecture.md and to this rule");
                continue;
            }
            foreach (var target in Targets(project, text))
            {
                var intoTests = target.StartsWith("tests/", StringComparison.Ordinal) || target == "libraries/Testing";
                var ofTests = project.StartsWith("tests/", StringComparison.Ordinal) || project.StartsWith("samples/", StringComparison.Ordinal);
                if (intoTests && !ofTests)
                    yield return new Violation(path, $"references {target}, which belongs to tests alone");
                else if (!allowed.Any(prefix => prefix.Length == 0 || target == prefix || (prefix.EndsWith('/') && target.StartsWith(prefix, StringComparison.Ordinal))))
                    yield return new Violation(path, $"must not reference {target}");
            }
        }
    }

    private static IEnumerable<string> Targets(string project, string text) =>
        Reference().Matches(text).Select(match => Folder(Normalise(project, match.Groups[1].Value.Replace('\\', '/'))));

    private static string Folder(string path) => path.Contains('/') ? path[..path.LastIndexOf('/')] : "";

    private static string Normalise(string folder, string relative)
    {
        var parts = new List<string>(folder.Split('/'));
        foreach (var part in relative.Split('/'))
        {
            if (part == "..")
                parts.RemoveAt(parts.Count - 1);
            else if (part != ".")
                parts.Add(part);
        }
        return string.Join('/', parts);
    }

    [GeneratedRegex("<ProjectReference Include=\"([^\"]+)\"")]
    private static partial Regex Reference();
}
