using Platform.Rego;
using Platform.Rego.Values;

namespace Platform.Policies.Tests;

/// <summary>With everything closed, the calls that the cases permit: no policy permits anything past the emergency.</summary>
[Trait("requirement", "PO-07")]
public sealed class Emergencies
{
    private static readonly string Folder = Path.Combine(PolicySource.Folder, "cases");
    private static readonly Val Closed = Closing();

    [Fact]
    public void Close_every_action_but_those_that_are_spared()
    {
        var decision = RegoPolicy.Compile(
            PolicySource.Modules.Where(path => !PolicySource.IsTest(path)).Select(path => new RegoModule(path, PolicySource.Text(path))), Closed).Prepare("data.platform.decision");
        string[] spared = [.. Closed["platform"]["emergency"]["spared"].Items.ToArray().Select(action => action.AsString())];
        var permitted = PolicySource.Actions.SelectMany(action => Directory.GetFiles(Path.Combine(Folder, action, "allow"), "*.json").Select(file => (action, file))).ToList();

        Assert.All(permitted, call => Assert.Equal(
            spared.Contains(call.action) ? "[]" : """["emergency_deny"]""",
            decision.Evaluate(Val.Parse(File.ReadAllBytes(call.file)), ct: TestContext.Current.CancellationToken)["reasons"].ToJson()));
        Assert.Equal(spared.Order(StringComparer.Ordinal), permitted.Select(call => call.action).Distinct().Intersect(spared).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Are_none_in_the_folder() => Assert.Equal("[]", PolicySource.Data["platform"]["emergency"]["denials"].ToJson());

    private static Val Closing() => Val.Parse(PolicySource.Data.ToJson().Replace(
        "\"denials\":[]", "\"denials\":[{\"id\":\"1\",\"action\":\"*\",\"workload\":\"*\"}]", StringComparison.Ordinal));
}
