using Platform.Rego.Values;
using Platform.Testing;

namespace Platform.Rego.Tests.CommandLine;

/// <summary><c>rego test</c> loads and exits as <c>opa test</c> does (cmd/test.go: 2 for a test that did not pass, 1 for what kept it from running).</summary>
public sealed class TestCommandTests : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0, "test_p if true")]
    [InlineData(2, "test_p if false")]
    [InlineData(2, "test_p := 1 if true\ntest_p := 2 if true")]
    [InlineData(2, "test_p if { 1 / 0 }")]
    [InlineData(2, "todo_test_p if true")]
    [InlineData(0, "todo_test_p if true", "-z")]
    [InlineData(2, "todo_test_p if true\ntest_p if false", "-z")]
    [InlineData(0, "p if true")]
    [InlineData(1, "p if true", "--fail-on-empty")]
    [InlineData(0, "test_p if true", "--fail-on-empty")]
    [InlineData(0, "test_p if true\ntest_q if false", "--run", "_p$")]
    [InlineData(1, "test_p if x")]
    [InlineData(1, "test_p if {")]
    [InlineData(2, "p if {\n  input.x\n  input.y\n}\ntest_p if not p", "--threshold", "100")]
    [InlineData(0, "test_p if true", "--threshold", "100")]
    [InlineData(1, "test_p if true", "--threshold", "101")]
    [InlineData(1, "test_p if false", "--coverage")]
    [InlineData(1, "test_p if { 1 / 0 }", "--coverage")]
    [InlineData(2, "todo_test_p if true", "--coverage")]
    [InlineData(2, "test_p if { count([1 | numbers.range(1, 3000)[_]; numbers.range(1, 3000)[_]; numbers.range(1, 3000)[_]]) > 0 }", "--timeout", "50ms")]
    public async Task Exits_as_opa_does(int expected, string rules, params string[] options)
    {
        folder.Write("a_test.rego", $"package a_test\n\n{rules}\n");
        var run = await RegoProcess.RunAsync(folder.Path, ["test", .. options, "."]);
        Assert.True(expected == run.ExitCode, $"{run.ExitCode}: {run.Output}{run.Errors}");
    }

    [Fact]
    public async Task A_missing_folder_is_no_failed_test()
    {
        var run = await RegoProcess.RunAsync(folder.Path, "test", "nowhere");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("nowhere: no such file or folder", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_lies_at_the_path_of_its_folder_whatever_its_file_is_named()
    {
        folder.Write("lab/users/admins.yaml", "ann: {level: 3}\n# a comment\n");
        folder.Write("lab/users/others.json", """{"bob": {"level": 1}}""");
        folder.Write("a_test.rego", "package a_test\n\ntest_both if data.lab.users == {\"ann\": {\"level\": 3}, \"bob\": {\"level\": 1}}\n");
        Assert.Equal(0, (await RegoProcess.RunAsync(folder.Path, "test", ".")).ExitCode);
    }

    [Fact]
    public async Task A_bundle_has_data_in_files_of_that_name_only()
    {
        folder.Write("lab/data.yml", "level: 3\n");
        folder.Write("lab/case.json", """{"level": 4}""");
        folder.Write("a_test.rego", "package a_test\n\ntest_level if data.lab.level == 3\n");
        Assert.Equal(0, (await RegoProcess.RunAsync(folder.Path, "test", "-b", ".")).ExitCode);
        Assert.Equal(0, (await RegoProcess.RunAsync(folder.Path, "test", "--ignore", "case.json", ".")).ExitCode);
        var conflicting = await RegoProcess.RunAsync(folder.Path, "test", ".");
        Assert.Equal(1, conflicting.ExitCode);
        Assert.Contains("conflicts with data of another file", conflicting.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_makes_a_bundle_and_says_which_modules_are_of_v0()
    {
        folder.Write(".manifest", """{"rego_version": 1, "file_rego_versions": {"/old/*.rego": 0}}""");
        folder.Write("old/p.rego", "package old\np { true }\n");
        folder.Write("a_test.rego", "package a_test\n\ntest_old if data.old.p\n");
        Assert.Equal(0, (await RegoProcess.RunAsync(folder.Path, "test", ".")).ExitCode);
    }

    [Fact]
    public async Task Coverage_lists_the_rules_that_no_test_reaches()
    {
        folder.Write("a_test.rego", "package a_test\n\ntest_p if true\n");
        folder.Write("b.rego", "package b\n\nq if {\n\tsome x in input\n\tx == 1\n}\n");
        var run = await RegoProcess.RunAsync(folder.Path, "test", "--coverage", ".");
        Assert.Equal("""[{"end":{"row":5},"start":{"row":3}}]""", Val.Parse(run.Output)["files"]["b.rego"]["not_covered"].ToJson());
    }

    [Fact]
    public async Task A_benchmark_tells_how_long_a_run_takes()
    {
        folder.Write("a_test.rego", "package a_test\n\ntest_one_thing if true\n");
        var run = await RegoProcess.RunAsync(folder.Path, "test", "--bench", "--benchmem", "-f", "gobench", ".");
        Assert.Matches("^BenchmarkDataATestTestOneThing\t *[1-9][0-9]*\t *[1-9][0-9]* ns/op\t *[0-9]+ B/op\n$", run.Output);
    }

    [Fact]
    public async Task Suites_for_the_linter_Regal_find_its_builtins()
    {
        folder.Write("a_test.rego", """
            package a_test

            test_last if regal.last([1, 2]) == 2

            test_no_last if not regal.last([])

            test_formatted if regal.is_formatted("package a\n", {})

            test_unformatted if not regal.is_formatted("package  a\n", {"rego_version": "v0"})

            test_parsed if {
            	module := regal.parse_module("p.rego", "package a\n\nx := 1")
            	module.rules[0].head.ref[0].value == "x"
            	module.regal.file.lines == ["package a", "", "x := 1"]
            }
            """);
        var run = await RegoProcess.RunAsync(folder.Path, "test", ".");
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        Assert.Contains("PASS: 5/5", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_policies_of_this_repository_pass()
    {
        var run = await RegoProcess.RunAsync(RepositoryRoot.Path, "test", "policies");
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        Assert.Contains("PASS: ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_results_have_the_members_of_opas()
    {
        folder.Write("a_test.rego", "package a_test\n\ntest_p[x] if {\n\tsome x in [\"one\", \"two\"]\n\tx == \"one\"\n}\n");
        var run = await RegoProcess.RunAsync(folder.Path, "test", "--format", "json", ".");
        var test = Val.Parse(run.Output)[0];
        Assert.Equal(
            """{"fail":true,"location":{"col":1,"file":"a_test.rego","row":3},"name":"test_p","package":"data.a_test","sub_results":{"one":{"name":"one"},"two":{"fail":true,"name":"two"}}}""",
            Without(test, "duration").ToJson());
    }

    private static Val Without(Val document, string name) =>
        Val.ObjectOf([.. document.Keys.ToArray().Where(key => key.AsString() != name).Select(key => (key, document.Get(key)))]);
}
