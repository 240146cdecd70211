using Platform.Rego.Values;
using Platform.Testing;

namespace Platform.Rego.Tests.CommandLine;

/// <summary><c>rego eval</c> takes the options and gives the output and exit codes of <c>opa eval</c> (cmd/eval.go, internal/presentation).</summary>
public sealed class EvalCommandTests : IDisposable
{
    private const string Policy = "package a\n\ndefault allow := false\n\nallow if {\n\tinput.user == \"ann\"\n\tcount(input.roles) > 0\n}\n\nnames contains name if some name in [\"x\", \"y\"]\n";

    private readonly TemporaryDirectory folder = new();

    public EvalCommandTests()
    {
        folder.Write("a.rego", Policy);
        folder.Write("input.yaml", "user: ann\nroles: [gp]\n");
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0, "data.a.allow", "--fail")]
    [InlineData(1, "data.a.missing", "--fail")]
    [InlineData(0, "data.a.missing")]
    [InlineData(1, "data.a.allow", "--fail-defined")]
    [InlineData(0, "data.a.missing", "--fail-defined")]
    [InlineData(2, "data.a.allow", "--fail", "--fail-defined")]
    [InlineData(2, "1 / 0", "--strict-builtin-errors")]
    [InlineData(0, "1 / 0", "--show-builtin-errors")]
    [InlineData(2, "x +")]
    [InlineData(2, "count([1 | numbers.range(1, 3000)[_]; numbers.range(1, 3000)[_]; numbers.range(1, 3000)[_]])", "--timeout", "20ms")]
    public async Task Exits_as_opa_does(int expected, string query, params string[] options)
    {
        var run = await RegoProcess.RunAsync(folder.Path, ["eval", "-d", "a.rego", .. options, query]);
        Assert.True(expected == run.ExitCode, $"{run.ExitCode}: {run.Output}{run.Errors}");
    }

    [Theory]
    [InlineData("--partial")]
    [InlineData("--unknowns", "input.x")]
    [InlineData("--package", "a")]
    public async Task What_it_does_not_do_is_refused_and_not_ignored(params string[] options)
    {
        var run = await RegoProcess.RunAsync(folder.Path, ["eval", .. options, "-d", "a.rego", "data.a.allow"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"{options[0]} is not supported", run.Errors, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Theory]
    [InlineData("json", "x := 1; x + 1", """{"result":[{"bindings":{"x":1},"expressions":[{"location":{"col":1,"row":1},"text":"x := 1","value":true},{"location":{"col":9,"row":1},"text":"x + 1","value":2}]}]}""")]
    [InlineData("json", "1 == 2", """{"result":[{"expressions":[{"location":{"col":1,"row":1},"text":"1 == 2","value":false}]}]}""")]
    [InlineData("json", "data.a.missing", "{}")]
    [InlineData("discard", "data.a.names", """{"result":"discarded"}""")]
    [InlineData("values", "1 + 1; \"a\"", """[2,"a"]""")]
    [InlineData("bindings", "x := 1; y := [x]", """{"x":1,"y":[1]}""")]
    public async Task Prints_what_opa_prints(string format, string query, string expected)
    {
        var run = await RegoProcess.RunAsync(folder.Path, ["eval", "-d", "a.rego", "-f", format, query]);
        Assert.Equal(expected, Val.Parse(run.Output).ToJson());
    }

    [Fact]
    public async Task Several_expressions_share_a_line_in_the_raw_format()
    {
        var run = await RegoProcess.RunAsync(folder.Path, ["eval", "-d", "a.rego", "-f", "raw", "data.a.names[x]; {\"k\": x}"]);
        Assert.Equal("x {\"k\":\"x\"}\ny {\"k\":\"y\"}\n", run.Output);
    }

    [Fact]
    public async Task Bindings_are_a_table_in_the_pretty_format()
    {
        var run = await RegoProcess.RunAsync(folder.Path, ["eval", "-d", "a.rego", "-f", "pretty", "data.a.names[x]; y := [x]"]);
        Assert.Equal(
            "+-----+-------+-----------------+\n| x   | y     | data.a.names[x] |\n+-----+-------+-----------------+\n"
            + "| \"x\" | [\"x\"] | \"x\"             |\n| \"y\" | [\"y\"] | \"y\"             |\n+-----+-------+-----------------+\n",
            run.Output);
    }

    [Fact]
    public async Task Errors_are_in_the_output_of_the_json_format_with_their_places()
    {
        folder.Write("b.rego", "package b\n\np if x == 1\n");
        var run = await RegoProcess.RunAsync(folder.Path, "eval", "-d", "b.rego", "data.b");
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("""{"errors":[{"code":"rego_unsafe_var_error","location":{"col":6,"file":"b.rego","row":3},"message":"var x is unsafe"}]}""", Val.Parse(run.Output).ToJson());
    }

    [Fact]
    public async Task Query_and_input_may_come_from_standard_input()
    {
        Assert.Equal("3\n", (await RegoProcess.RunAsync(folder.Path, "1 + 2\n", ["eval", "-f", "raw", "--stdin"])).Output);
        Assert.Equal("true\n", (await RegoProcess.RunAsync(folder.Path, """{"user": "ann", "roles": [1]}""", ["eval", "-f", "raw", "-d", "a.rego", "-I", "data.a.allow"])).Output);
    }

    [Fact]
    public async Task Metrics_profile_and_coverage_stand_beside_the_result()
    {
        var run = await RegoProcess.RunAsync(folder.Path, "eval", "-d", "a.rego", "-i", "input.yaml", "--profile", "--coverage", "--count", "3", "data.a.allow");
        var output = Val.Parse(run.Output);
        Assert.Contains("timer_rego_query_eval_ns", output["metrics"].ToJson(), StringComparison.Ordinal);
        Assert.Contains("\"row\":6", output["profile"].ToJson(), StringComparison.Ordinal);
        Assert.Contains("\"row\":7", output["coverage"]["files"]["a.rego"]["covered"].ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Full_explanation_names_what_was_evaluated_and_what_was_compared()
    {
        var run = await RegoProcess.RunAsync(folder.Path, """{"user": "bob"}""", ["eval", "-d", "a.rego", "-I", "-f", "raw", "--explain", "full", "--var-values", "data.a.allow"]);
        Assert.Equal("false\n", run.Output);
        Assert.Contains("Enter data.a.allow\n", run.Errors, StringComparison.Ordinal);
        Assert.Contains("| Eval input.user == \"ann\"\n", run.Errors, StringComparison.Ordinal);
        Assert.Contains("| Fail input.user == \"ann\" {\"bob\" against \"ann\"}\n", run.Errors, StringComparison.Ordinal);
        Assert.Contains("Exit data.a.allow = false\n", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("count(", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notes_keep_the_rules_that_lead_to_them()
    {
        folder.Write("c.rego", "package c\n\np if trace(\"seen\")\n\nq if 1 == 1\n");
        var run = await RegoProcess.RunAsync(folder.Path, "eval", "-d", "c.rego", "-f", "raw", "--explain=notes", "data.c");
        Assert.Contains("Enter data.c.p\n", run.Errors, StringComparison.Ordinal);
        Assert.Contains("| Note \"seen\"\n", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("data.c.q", run.Errors, StringComparison.Ordinal);
    }
}
