using Platform.Rego.Values;

namespace Platform.Rego.Tests.Testing;

/// <summary>What counts as a test, as a case and as passed: <c>opa test</c>'s runner (v1/tester/runner.go) is the definition.</summary>
public sealed class TestSuiteTests
{
    [Fact]
    public void Two_rules_of_one_name_are_two_tests() =>
        Assert.Equal(["data.t.test_p Passed", "data.t.test_p#01 Failed", "data.t.test_p#02 Passed"], Run("test_p if true\ntest_p if false\ntest_p if 1 == 1"));

    [Fact]
    public void A_complete_rule_must_be_true_and_an_object_is_not() =>
        Assert.Equal(["data.t.test_object Failed", "data.t.test_one Failed"], Run("test_object := {\"a\": true}\ntest_one := 1"));

    [Fact]
    public void A_case_whose_body_fails_is_a_failed_case() => Assert.Equal(
        ["data.t.test_sum Failed bad- good+"],
        Run("""
            test_sum[tc.note] if {
                some tc in [{"note": "good", "a": 1, "want": 2}, {"note": "bad", "a": 2, "want": 9}]
                got := tc.a + 1
                got == tc.want
            }
            """));

    [Fact]
    public void A_case_may_have_a_group() => Assert.Equal(
        ["data.t.test_groups Failed a/one+ a/two- b/one+"],
        Run("""
            test_groups[group][name] if {
                some group, names in {"a": ["one", "two"], "b": ["one"]}
                some name in names
                [group, name] != ["a", "two"]
            }
            """));

    [Fact]
    public void A_case_that_is_false_failed_and_one_that_is_named_by_hand_counts() => Assert.Equal(
        ["data.t.test_false Failed x-", "data.t.test_named Failed x+ y-"],
        Run("""
            test_false[x] := v if some x, v in {"x": false}
            test_named[x] if {
                some x in ["x", "y"]
                internal.test_case([x])
                x == "x"
            }
            """));

    [Fact]
    public void No_cases_are_none_that_failed() => Assert.Equal(["data.t.test_none Passed"], Run("test_none[x] if some x in []"));

    [Fact]
    public void A_test_may_lie_deeper_in_the_head() => Assert.Equal(["data.t.deep.test_p Passed"], Run("deep.test_p if true"));

    [Fact]
    public void A_function_is_no_test() => Assert.Empty(Run("test_helper(x) if x"));

    [Fact]
    public void Without_the_option_tests_are_rules_like_others()
    {
        var policy = RegoPolicy.Compile([new("t.rego", "package t\n\ntest_p if true\ntest_p if false\n")]);
        Assert.Equal("""{"test_p":true}""", policy.Prepare("data.t").Evaluate(Val.Undefined, ct: TestContext.Current.CancellationToken).ToJson());
    }

    [Fact]
    public void A_test_that_takes_too_long_has_erred()
    {
        var suite = Suite("test_p if count([1 | numbers.range(1, 3000)[_]; numbers.range(1, 3000)[_]; numbers.range(1, 3000)[_]]) > 0");
        var result = suite.Run(suite.Tests[0], cancellation: TestContext.Current.CancellationToken, timeout: TimeSpan.FromMilliseconds(20));
        Assert.Equal(RegoTestOutcome.Errored, result.Outcome);
    }

    private static RegoTestSuite Suite(string rules) =>
        RegoTestSuite.Of(RegoPolicy.Compile([new("t.rego", $"package t\n\n{rules}\n")], options: new RegoOptions { Tests = true }));

    private static IEnumerable<string> Run(string rules) =>
        from result in Suite(rules).RunAll(cancellation: TestContext.Current.CancellationToken)
        select string.Join(' ', [$"{result.Test} {result.Outcome}", .. result.Cases.Select(one => $"{one}{(one.Passed ? "+" : "-")}")]);
}
