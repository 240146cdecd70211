using System.Text.Json;
using Platform.Rego;
using Platform.Rego.Values;

namespace Platform.Policies.Tests;

/// <summary>What holds for all policies and their data.</summary>
public sealed class House
{
    public static IEnumerable<TheoryDataRow<string>> Policies() =>
        PolicySource.Modules.Where(path => !PolicySource.IsTest(path)).Select(path => new TheoryDataRow<string>(path));

    [Theory]
    [MemberData(nameof(Policies))]
    public void Every_policy_has_a_test_beside_it_and_says_what_it_decides(string path)
    {
        Assert.Contains(path.Replace(".rego", "_test.rego", StringComparison.Ordinal), PolicySource.Modules);
        Assert.StartsWith("# METADATA\n# title: ", PolicySource.Text(path).ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("\n# description: ", PolicySource.Text(path).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_module_is_formatted() =>
        Assert.Empty(PolicySource.Modules.Where(path => RegoFormatter.Format(new RegoModule(path, PolicySource.Text(path))) != PolicySource.Text(path)));

    [Fact]
    public void Every_action_lies_in_the_package_of_its_name() =>
        Assert.All(PolicySource.Actions, action => Assert.Equal($"platform.actions.{action}", PolicySource.Package(action.Replace('.', '/') + ".rego")));

    [Fact]
    public void Every_action_is_dispatched() =>
        Assert.All(PolicySource.Actions, action =>
            Assert.NotEqual(
                """["unknown_action"]""",
                Reasons(Val.ObjectOf(("action", action)))));

    [Fact]
    public void Every_granted_action_has_a_policy()
    {
        var granted = from grants in new[] { Document("roles"), Document("workloads") }
                      from holder in grants.EnumerateObject()
                      from action in holder.Value.GetProperty("actions").EnumerateArray()
                      select action.GetString()!;

        Assert.All(granted, action => Assert.Contains(action, PolicySource.Actions));
    }

    [Fact]
    public void Every_role_has_a_purpose_and_none_is_marketing() =>
        Assert.All(Document("roles").EnumerateObject(), role =>
        {
            var purposes = Document("purposes").GetProperty(role.Name).EnumerateObject().SelectMany(entry => entry.Value.GetProperty("allowed").EnumerateArray());
            Assert.NotEmpty(purposes);
            Assert.DoesNotContain("HMARKT", purposes.Select(purpose => purpose.GetString()));
        });

    [Fact]
    public void No_role_holds_both_oversight_and_care_but_the_patients_own() =>
        Assert.All(Document("roles").EnumerateObject().Where(role => role.Name != "patient"), role =>
        {
            var actions = role.Value.GetProperty("actions").EnumerateArray().Select(action => action.GetString()!).ToArray();
            Assert.False(actions.Contains("platform.audit.read") && actions.Any(action => action.StartsWith("records.", StringComparison.Ordinal)), role.Name);
        });

    [Fact]
    public void Notifications_may_not_touch_notes() =>
        Assert.DoesNotContain(
            Document("workloads").GetProperty("spiffe://platform.local/ns/default/notifications").GetProperty("actions").EnumerateArray(),
            action => action.GetString()!.StartsWith("records.note.", StringComparison.Ordinal));

    [Fact]
    public void Nothing_is_permitted_without_an_input() => Assert.Equal("""["unknown_action"]""", Reasons(Val.Undefined));

    private static string Reasons(Val input) =>
        PolicySource.Decision.Evaluate(input).TryGet("reasons", out var reasons) ? reasons.ToJson() : "undefined";

    private static JsonElement Document(string name) =>
        JsonDocument.Parse(PolicySource.Data.ToJson()).RootElement.GetProperty("platform").GetProperty(name);
}
