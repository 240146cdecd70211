using System.Text.Json;
using Platform.Rego;
using Platform.Rego.AspNetCore;
using Platform.Rego.Values;
using Platform.Testing;

namespace Platform.Tests.Domain;

/// <summary>The policies and the policy data of this repository, as an active revision.</summary>
internal static class RepositoryPolicies
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "policies");

    private static readonly PreparedQuery Decision = Compile();

    public static ActivePolicy Active(DateTimeOffset now) => new(
        "repository",
        1,
        now.AddDays(3650),
        Decide,
        PurposeDefaults.Parse(Data("purposes")),
        ReasonAnswers.Parse(Data("reasons")));

    private static JsonElement Data(string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "platform", name, "data.json")));
        return json.RootElement.Clone();
    }

    private static string? Decide(ReadOnlySpan<byte> input)
    {
        var decision = Decision.Evaluate(Val.Parse(input));
        return decision.IsUndefined ? null : decision.ToJson();
    }

    private static PreparedQuery Compile()
    {
        var modules = Directory.EnumerateFiles(Folder, "*.rego", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith("_test.rego", StringComparison.Ordinal))
            .Select(file => new RegoModule(file, File.ReadAllText(file)));
        var data = new ObjectBuilder();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Folder, "platform"), "data.json", SearchOption.AllDirectories))
            data.Set(Path.GetFileName(Path.GetDirectoryName(file)!), Val.Parse(File.ReadAllText(file)));
        return RegoPolicy.Compile(modules, Val.ObjectOf(("platform", data.Build()))).Prepare("data.platform.decision");
    }
}
