using System.Text.Json;
using Platform.Rego.Values;

namespace Platform.Policies.Tests;

/// <summary>Every case file: its folder is the expected decision, its name begins with the expected reason.</summary>
public sealed class Cases
{
    private static readonly string Folder = Path.Combine(PolicySource.Folder, "cases");

    public static IEnumerable<TheoryDataRow<string>> Files() => Directory
        .EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories)
        .Select(file => new TheoryDataRow<string>(Path.GetRelativePath(Folder, file).Replace('\\', '/')));

    public static IEnumerable<TheoryDataRow<string>> Actions() => PolicySource.Actions.Select(action => new TheoryDataRow<string>(action));

    [Theory]
    [MemberData(nameof(Files))]
    public void Are_decided_as_their_folder_says(string file)
    {
        var parts = file.Split('/');
        var (action, folder, name) = (parts[0], parts[1], Path.GetFileNameWithoutExtension(parts[2]));
        var input = File.ReadAllBytes(Path.Combine(Folder, file));
        using var decision = JsonDocument.Parse(PolicySource.Decision.Evaluate(Val.Parse(input), ct: TestContext.Current.CancellationToken).ToJson());
        var root = decision.RootElement;

        Assert.Equal(folder switch { "allow" => true, "deny" => false, _ => throw new InvalidDataException(file) }, root.GetProperty("allow").GetBoolean());
        Assert.Equal(folder == "allow" ? [] : [name.Split("--")[0]], root.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()));
        Assert.Equal(["allow", "obligations", "reasons"], root.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["audit", "filter", "mask", "stepUp"],
            root.GetProperty("obligations").EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Empty(SchemaSubset.Faults(Schema("decision"), root));
        using var asked = JsonDocument.Parse(input);
        // What is denied for being incomplete is no proper input; everything else must be one.
        if (!name.StartsWith("missing_", StringComparison.Ordinal) && !name.EndsWith("--end-unreadable", StringComparison.Ordinal))
            Assert.Empty(SchemaSubset.Faults(Schema("input"), asked.RootElement));
        Assert.Equal(action, asked.RootElement.GetProperty("action").GetString());
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public void Exist_for_every_action_on_both_sides(string action)
    {
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(Folder, action, "allow"), "*.json"));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(Folder, action, "deny"), "*.json"));
    }

    [Fact]
    public void Are_of_actions_that_exist() =>
        Assert.Equal(PolicySource.Actions, Directory.GetDirectories(Folder).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal));

    private static JsonElement Schema(string name)
    {
        using var schema = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(PolicySource.Folder, "schemas", $"{name}.json")));
        return schema.RootElement.Clone();
    }
}
