using Platform.Rego.Values;
using Platform.Rego.Why;

namespace Platform.Rego.Tests.Execution;

public sealed class WhyNotTests
{
    private const string Source = """
        package app

        default allow := false

        allow if {
            input.user == "root"
        }

        allow if {
            some role in input.roles
            may(role, input.method)
            not "blocked" in input.flags
        }

        may(role, method) if method in data.app.grants[role]

        every_small if {
            every item in input.items { item < limit }
        }

        limit := 10
        """;

    private static readonly Val Data = Val.Parse("""{"app": {"grants": {"reader": ["GET"], "writer": ["GET", "POST"]}}}""");

    [Fact]
    public void Puts_the_body_that_lacks_least_first_and_names_what_failed_inside_the_function_that_it_calls()
    {
        var answer = Ask("data.app.allow", """{"user": "bob", "roles": ["reader"], "method": "POST", "flags": []}""");
        Assert.Equal(["data.app.allow"], answer.Decided.Select(body => body.Rule));
        Assert.Equal([9, 5], answer.Candidates.Select(candidate => candidate.Row));
        var failing = answer.FirstFailing!;
        Assert.Equal((15, "method in data.app.grants[role]"), (failing.Row, failing.Text));
        Assert.Equal(["data.app.allow", "data.app.may"], failing.Asked);
        Assert.Equal(
            ["data.app.grants[role] = [\"GET\"]", "method = \"POST\"", "role = \"reader\""],
            failing.Operands.Select(o => $"{o.Text} = {o.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Suggests_only_changes_that_permit_the_fewest_edits_first()
    {
        var answer = Ask("data.app.allow", """{"user": "bob", "roles": ["reader"], "method": "POST", "flags": ["blocked"]}""");
        Assert.Equal(["set input.user to \"root\""], answer.Flips.Select(flip => string.Join(", ", flip.Edits)));
        Assert.All(answer.Flips, flip => Assert.True(flip.Result.IsTrue));
        Assert.Equal(["not \"blocked\" in input.flags"], answer.Candidates[1].Failing.Skip(1).Select(f => f.Text));
    }

    [Fact]
    public void Keeps_what_is_fixed_and_then_needs_two_edits()
    {
        var answer = Ask(
            "data.app.allow", """{"user": "bob", "roles": ["reader"], "method": "POST", "flags": ["blocked"]}""",
            WhyOptions.Default with { Fixed = ["user", "method"] });
        Assert.Contains("set input.roles[0] to \"writer\", remove input.flags[0]", answer.Flips.Select(Sorted));
        Assert.All(answer.Flips, flip => Assert.Equal(2, flip.Edits.Count));

        static string Sorted(Flip flip) => string.Join(", ", flip.Edits.Select(edit => edit.ToString()).OrderDescending(StringComparer.Ordinal));
    }

    [Fact]
    public void Says_that_nothing_was_found_and_how_far_it_looked()
    {
        var answer = Ask("data.app.allow", """{"user": "bob", "roles": [], "method": "PUT", "flags": []}""", WhyOptions.Default with { Fixed = ["user", "method"] });
        Assert.Empty(answer.Flips);
        Assert.NotNull(answer.Search.Exhausted);

        var bounded = Ask("data.app.allow", """{"user": "bob", "roles": ["reader"], "method": "POST", "flags": []}""", WhyOptions.Default with { MaxEvaluations = 0 });
        Assert.Equal((0, "0 inputs were tried"), (bounded.Search.Evaluations, bounded.Search.Exhausted));
        Assert.Empty(bounded.Flips);
    }

    [Fact]
    public void Names_the_element_for_which_an_every_fails()
    {
        var answer = Ask("data.app.every_small", """{"items": [1, 12]}""");
        Assert.Equal("item < limit", answer.FirstFailing!.Text);
        Assert.Contains(answer.FirstFailing.Operands, operand => operand is { Text: "item" } && operand.Value == Val.From(12));
        Assert.Contains("set input.items[1] to 9", answer.Flips.SelectMany(flip => flip.Edits).Select(edit => edit.ToString()));
    }

    [Fact]
    public void Gives_the_same_answer_every_time()
    {
        const string Input = """{"user": "bob", "roles": ["reader"], "method": "POST", "flags": ["blocked"]}""";
        var why = Of("data.app.allow");
        var first = why.Ask(Val.Parse(Input), ct: TestContext.Current.CancellationToken).ToJson();
        Assert.Equal(first, why.Ask(Val.Parse(Input), ct: TestContext.Current.CancellationToken).ToJson());
        Assert.Equal(first, Ask("data.app.allow", Input).ToJson());
    }

    [Fact]
    public void Ends_when_it_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<Exception>(() => Of("data.app.allow").Ask(Val.Parse("{}"), ct: cancelled.Token));
        var answer = Of("data.app.allow").Ask(Val.Parse("{}"), ct: TestContext.Current.CancellationToken);
        Assert.False(answer.Permitted);
    }

    [Theory]
    [InlineData("data.app.nothing")]
    [InlineData("data.app.may")]
    [InlineData("input.user")]
    [InlineData("1 +")]
    public void Explains_rules_only(string reference) => Assert.Throws<RegoCompileException>(() => Of(reference));

    private static WhyNot Of(string reference) => WhyNot.Of(RegoPolicy.Compile([new RegoModule("app.rego", Source)], Data), reference);

    private static WhyAnswer Ask(string reference, string input, WhyOptions? options = null) =>
        Of(reference).Ask(Val.Parse(input), options, TestContext.Current.CancellationToken);
}
