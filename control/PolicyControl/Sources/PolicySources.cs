using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Platform.PolicyControl.Sources;

/// <summary>
/// The folder of policies as it is at one moment. <c>*.rego</c> are modules, <c>*_test.rego</c> their tests; a <c>data.json</c> lies at the path of its folder, as in any
/// OPA bundle: <c>platform/&lt;name&gt;/data.json</c> is <c>data.platform.&lt;name&gt;</c>; <c>schemas/</c> goes into the bundle as it is; <c>cases/</c> stays here.
/// </summary>
public sealed partial record PolicySources(IReadOnlyList<SourceFile> Modules, IReadOnlyList<SourceFile> Tests, JsonObject Data, IReadOnlyList<SourceFile> Schemas)
{
    /// <summary>Reads a folder.</summary>
    /// <exception cref="PolicySourceException">It is missing or empty, or a data file is not an object.</exception>
    public static PolicySources Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new PolicySourceException($"there is no folder of policies at {folder}");
        }

        var rego = Files(folder, "*.rego");
        var modules = rego.Where(file => !IsTest(file)).ToArray();
        if (modules.Length == 0)
        {
            throw new PolicySourceException($"there is no policy in {folder}");
        }

        var data = new JsonObject();
        foreach (var (name, file) in Files(folder, "*.json").Select(file => (DataName().Match(file.Path), file)).Where(found => found.Item1.Success))
        {
            data[name.Groups["name"].Value] = ParseData(file);
        }

        return new(
            modules,
            [.. rego.Where(IsTest)],
            new JsonObject { ["platform"] = data },
            [.. Files(folder, "*.json").Where(file => file.Path.StartsWith("schemas/", StringComparison.Ordinal))]);
    }

    private static SourceFile[] Files(string folder, string pattern) =>
    [
        .. Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Select(path => new SourceFile(Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText(path)))
            .Where(file => !file.Path.StartsWith("cases/", StringComparison.Ordinal))
            .OrderBy(file => file.Path, StringComparer.Ordinal),
    ];

    private static bool IsTest(SourceFile file) => file.Path.EndsWith("_test.rego", StringComparison.Ordinal);

    private static JsonNode ParseData(SourceFile file)
    {
        try
        {
            return JsonNode.Parse(file.Text, documentOptions: new() { AllowDuplicateProperties = false })
                ?? throw new PolicySourceException($"{file.Path} is null");
        }
        catch (JsonException e)
        {
            throw new PolicySourceException($"{file.Path} is not JSON: {e.Message}", e);
        }
    }

    [GeneratedRegex("^platform/(?<name>[^/]+)/data\\.json$")]
    private static partial Regex DataName();
}
