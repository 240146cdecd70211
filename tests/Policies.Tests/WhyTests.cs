using System.Text.Json.Nodes;
using Platform.Rego;
using Platform.Rego.Values;
using Platform.Rego.Why;

namespace Platform.Policies.Tests;

/// <summary>Every denied case is explained by the expression that denies it, and every change that is said to permit does.</summary>
public sealed class WhyTests
{
    private static readonly string Folder = Path.Combine(PolicySource.Folder, "cases");

    private static readonly WhyNot Why = WhyNot.Of(PolicySource.Published, "data.platform.decision");

    /// <summary>By reason: the rules one of which must hold the expression that is named.</summary>
    private static readonly Dictionary<string, string[]> Rules = new()
    {
        ["missing_subject"] = ["subject_known", "workload_admitted"],
        ["missing_actor"] = ["actor_known"],
        ["missing_resource"] = ["resource_known"],
        ["missing_purpose"] = ["purpose_known"],
        ["missing_assurance"] = ["assurance_known"],
        ["missing_relationship_facts"] = ["context_known"],
        ["workload_not_granted"] = ["workload_granted", "workload_admitted", "caused_by", "outcome"],
        ["role_not_permitted"] = ["role_granted", "role_has", "may_send", "outcome"],
        ["purpose_not_permitted"] = ["purpose_permitted", "workload_admitted"],
        ["assurance_too_low"] = ["assured"],
        ["sender_not_represented"] = ["represented"],
        ["no_relationship"] = ["kinds", "holds", "in_force", "own", "own_record", "unrestricted", "label_readable", "readable", "outcome", "referred"],
    };

    public static IEnumerable<TheoryDataRow<string>> Actions() => PolicySource.Actions.Select(action => new TheoryDataRow<string>(action));

    [Theory]
    [MemberData(nameof(Actions))]
    public void Names_the_expression_that_denies_each_case_and_only_changes_that_permit(string action)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Folder, action, "deny"), "*.json").Order(StringComparer.Ordinal))
        {
            var input = File.ReadAllText(file);
            var reason = Path.GetFileName(file).Split("--")[0].Split('.')[0];
            var answer = Why.Ask(Val.Parse(input), ct: TestContext.Current.CancellationToken);

            Assert.False(answer.Permitted, file);
            Assert.True(answer.Candidates.Count > 0, $"{file}: no body that would permit");
            var failing = answer.Candidates[0].Failing;
            Assert.True(failing.Any(f => Rules[reason].Contains(f.Rule[(f.Rule.LastIndexOf('.') + 1)..])), $"{file}: {answer}");
            Assert.All(failing, f => Assert.Contains(f.Text.Split(' ')[0], PolicySource.Text(f.File).Split('\n')[f.Row - 1], StringComparison.Ordinal));
            foreach (var flip in answer.Flips)
            {
                Assert.True(Permits(Changed(input, flip)), $"{file}: {string.Join(", ", flip.Edits)}");
                Assert.Equal(JsonNode.Parse(input)!["action"]!.GetValue<string>(), Changed(input, flip)["action"]!.GetValue<string>());
            }
        }
    }

    [Theory]
    [InlineData("records.note.read/deny/assurance_too_low--aal1.json", "set input.subject.acr to \"aal2\"")]
    [InlineData("records.note.read/deny/no_relationship--none.json", "add {\"kind\": \"registration\", \"organisation\": \"RXX01\", \"until\": null} to input.context.relationship")]
    [InlineData("records.note.read/deny/workload_not_granted--notifications.json", "set input.actor.id to \"spiffe://platform.local/ns/default/gateway\"")]
    [InlineData("gateway.route.enter/deny/workload_not_granted--not-at-the-edge.json", "set input.context.transport to \"edge\"")]
    public void Finds_the_change_that_a_person_would_name(string file, string change)
    {
        var answer = Why.Ask(Val.Parse(File.ReadAllText(Path.Combine(Folder, file))), ct: TestContext.Current.CancellationToken);
        Assert.Contains(change, answer.Flips.Select(flip => string.Join(", ", flip.Edits)));
    }

    [Fact]
    public void Tells_the_values_of_the_expression_and_the_rule_that_decided()
    {
        var answer = Why.Ask(Val.Parse(File.ReadAllText(Path.Combine(Folder, "records.note.read/deny/assurance_too_low--aal1.json"))), ct: TestContext.Current.CancellationToken);
        Assert.Equal("Read a note", answer.Decided[^1].Title);
        Assert.Equal("records/note/read.rego", answer.Decided[^1].File);
        var failing = answer.FirstFailing!;
        Assert.Equal("lib/caller.rego", failing.File);
        Assert.Equal("data.platform.assurance.ranks[input.subject.acr] >= data.platform.assurance.least", failing.Text);
        Assert.Equal(
            ["data.platform.assurance.least = 2", "data.platform.assurance.ranks[input.subject.acr] = 1", "input.subject.acr = \"aal1\""],
            failing.Operands.Select(operand => $"{operand.Text} = {operand.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_permit_needs_no_change()
    {
        var file = Directory.EnumerateFiles(Path.Combine(Folder, "records.note.read", "allow"), "*.json").Order(StringComparer.Ordinal).First();
        var answer = Why.Ask(Val.Parse(File.ReadAllText(file)), ct: TestContext.Current.CancellationToken);
        Assert.True(answer.Permitted);
        Assert.Empty(answer.Candidates);
        Assert.Empty(answer.Flips);
        Assert.Equal("records/note/read.rego", answer.Decided[^1].File);
    }

    private static bool Permits(JsonNode input)
    {
        var decision = PolicySource.Decision.Evaluate(Val.Parse(input.ToJsonString()), ct: TestContext.Current.CancellationToken);
        return decision["allow"].IsTrue;
    }

    // By its JSON pointers alone, as a reader of the answer would.
    private static JsonNode Changed(string input, Flip flip)
    {
        var document = JsonNode.Parse(input)!;
        foreach (var edit in flip.Edits)
        {
            var path = edit.Pointer.Split('/')[1..];
            var at = document;
            foreach (var part in path[..^1])
            {
                var next = at is JsonArray array ? array[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)] : at[part];
                at = next ?? (at[part] = new JsonObject());
            }

            var value = edit.Value.IsDefined ? JsonNode.Parse(edit.Value.ToJson()) : null;
            var last = path[^1];
            switch (edit.Kind)
            {
                case EditKind.Add:
                    (at[last] ??= new JsonArray()).AsArray().Add(value);
                    break;
                case EditKind.Set when at is JsonArray list:
                    list[int.Parse(last, System.Globalization.CultureInfo.InvariantCulture)] = value;
                    break;
                case EditKind.Set:
                    at[last] = value;
                    break;
                default:
                    if (at is JsonArray items)
                        items.RemoveAt(int.Parse(last, System.Globalization.CultureInfo.InvariantCulture));
                    else
                        at.AsObject().Remove(last);
                    break;
            }
        }

        return document;
    }
}
