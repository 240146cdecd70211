using Platform.Rego.MutationTesting;
using Platform.Testing;

namespace Platform.Rego.Tests.MutationTesting;

/// <summary>What tests tell of mutants. A test that covers a line without checking it is found out.</summary>
public sealed class MutantsAndTests
{
    private const string Policy = "package t\n\nallow if {\n\tinput.role == \"admin\"\n\tinput.age >= 18\n}\n";

    private const string Strong = """
        package t_test

        import data.t

        test_admits if t.allow with input as {"role": "admin", "age": 18}
        test_refuses_others if not t.allow with input as {"role": "guest", "age": 18}
        test_refuses_the_empty_role if not t.allow with input as {"role": "", "age": 18}
        test_refuses_the_young if not t.allow with input as {"role": "admin", "age": 17}
        """;

    [Fact]
    public void A_strong_suite_notices_everything()
    {
        var report = Report(Policy, Strong);
        Assert.Empty(report.Survivors);
        Assert.Equal(100, report.Score);
        Assert.True(report.Counted > 6, $"{report.Counted} mutants");
    }

    [Fact]
    public void A_suite_that_covers_without_checking_is_found_out()
    {
        var report = Report(Policy, "package t_test\n\nimport data.t\n\ntest_runs if { x := [1 | t.allow with input as {\"role\": \"admin\", \"age\": 20}]; count(x) >= 0 }\n");
        Assert.Equal(0, report.Score);
        Assert.All(report.Results, result => Assert.Equal(MutantOutcome.Survived, result.Outcome));
    }

    [Fact]
    public void A_boundary_without_a_test_is_named()
    {
        var report = Report(Policy, Strong.Replace("\"admin\", \"age\": 18", "\"admin\", \"age\": 40", StringComparison.Ordinal));
        Assert.Equal(
            [(MutationOperator.SwapComparison, 5), (MutationOperator.ChangeConstant, 5)],
            report.Survivors.Select(survivor => (survivor.Mutant.Operator, survivor.Mutant.Row)));
        Assert.InRange(report.Score, 50, 99);
    }

    [Fact]
    public void A_rule_that_no_test_asks_is_not_reached()
    {
        var report = Report($"{Policy}\nother if input.x == 1\n", Strong);
        Assert.NotEmpty(report.Survivors);
        Assert.All(report.Survivors, survivor => Assert.Equal((MutantOutcome.NotReached, "data.t.other"), (survivor.Outcome, survivor.Mutant.Rule)));
    }

    [Fact]
    public void A_rule_with_variables_in_its_head_is_reached_by_the_path_above_them()
    {
        var report = Report("package t\n\nroles[name].may := true if some name in [\"a\", \"b\"]\n", "package t_test\n\ntest_all if data.t.roles == {\"a\": {\"may\": true}, \"b\": {\"may\": true}}\n");
        Assert.Empty(report.Survivors);
    }

    [Fact]
    public void An_endless_mutant_is_killed_by_its_limit_and_counted_apart()
    {
        var report = Report("package t\n\nsum := count([1 | some i in numbers.range(1, 10); i > 0])\n", "package t_test\n\ntest_sum if data.t.sum == 10\n");
        Assert.Equal(0, report.Count(MutantOutcome.TimedOut));
        var heavy = Report(
            "package t\n\nsum := count([1 | some i in numbers.range(1, limit); some j in numbers.range(1, limit); some k in numbers.range(1, limit); i + j + k > 0])\n\nlimit := 10 * 100 / 100\n",
            "package t_test\n\ntest_sum if data.t.sum == 1000\n");
        var timedOut = heavy.Results.Where(result => result.Outcome == MutantOutcome.TimedOut).ToList();
        Assert.NotEmpty(timedOut);
        Assert.All(timedOut, result => Assert.Equal(MutationOperator.SwapOperator, result.Mutant.Operator));
        Assert.DoesNotContain(timedOut, heavy.Survivors.Contains);
    }

    [Fact]
    public void What_is_no_policy_does_not_count()
    {
        var report = Report("package t\n\np contains x if some x in input.xs\n\nfirst := [y | some y in p; y > 0][0]\n", "package t_test\n\ntest_p if { data.t.p == {1} with input as {\"xs\": [1]}; data.t.first == 1 with input as {\"xs\": [1]} }\n");
        Assert.Contains(report.Results, result => result is { Outcome: MutantOutcome.Invalid, By: not null });
        Assert.Equal(report.Results.Count - report.Count(MutantOutcome.Invalid), report.Counted);
    }

    [Fact]
    public void The_report_does_not_depend_on_how_many_are_tried_at_once()
    {
        var modules = new[] { new RegoModule("t.rego", Policy + "\nother contains x if some x in [1, 2, 3]\n"), new RegoModule("t_test.rego", Strong + "\ntest_other if data.t.other[2]\n") };
        var (one, many) = (With(1), With(8));
        Assert.Equal(one.Results, many.Results);

        MutationReport With(int jobs) => Of(modules, new() { Jobs = jobs }).Run(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Tests_that_fail_beforehand_are_named_and_nothing_is_tried()
    {
        var fail = Assert.Throws<TestsFailException>(() => Report(Policy, Strong + "\n\ntest_wrong if data.t.allow\n"));
        Assert.Equal("data.t_test.test_wrong", Assert.Single(fail.Results).Test.ToString());
    }

    [Fact]
    public void Files_that_are_left_out_are_not_changed()
    {
        var modules = new[] { new RegoModule("t.rego", Policy), new RegoModule("u.rego", "package u\n\np := 1\n"), new RegoModule("t_test.rego", Strong) };
        var report = Of(modules, new() { Files = file => file == "u.rego" }).Run(TestContext.Current.CancellationToken);
        Assert.Equal(["u.rego"], report.Results.Select(result => result.Mutant.File).Distinct());
    }

    /// <summary>The same by brute force: every mutant against every test, each time compiled as a whole.</summary>
    [Fact]
    public void Choosing_tests_and_modules_changes_no_outcome()
    {
        var modules = new[] { "gateway/abac", "gateway/rbac", "ci/licences" }
            .SelectMany(name => new[] { $"{name}.rego", $"{name}_test.rego" })
            .Select(name => new RegoModule(name, File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests/Rego.Tests/Corpus", name)))).ToList();
        var report = Of(modules).Run(TestContext.Current.CancellationToken);
        Assert.True(report.Results.Count > 60, $"{report.Results.Count} mutants");
        foreach (var (mutant, outcome, _) in report.Results)
            Assert.Equal(Brute(modules, mutant), outcome == MutantOutcome.Invalid ? null : outcome is MutantOutcome.Killed or MutantOutcome.TimedOut);
    }

    private static bool? Brute(List<RegoModule> modules, Mutant mutant)
    {
        try
        {
            var changed = modules.Select(module => module.File == mutant.File ? module with { Source = mutant.Apply(module.Source) } : module);
            return RegoTestSuite.Of(RegoPolicy.Compile(changed, options: new RegoOptions { Tests = true })).RunAll(cancellation: TestContext.Current.CancellationToken).Any(result => result.Outcome != RegoTestOutcome.Passed);
        }
        catch (RegoCompileException)
        {
            return null;
        }
    }

    private static MutationReport Report(string policy, string tests) =>
        Of([new RegoModule("t.rego", policy), new RegoModule("t_test.rego", tests)]).Run(TestContext.Current.CancellationToken);

    private static PolicyMutation Of(IEnumerable<RegoModule> modules, MutationOptions? options = null) =>
        PolicyMutation.Of(modules, options: options, cancellation: TestContext.Current.CancellationToken);
}
