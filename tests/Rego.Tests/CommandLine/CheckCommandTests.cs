using Platform.Rego.Values;
using Platform.Testing;

namespace Platform.Rego.Tests.CommandLine;

/// <summary><c>rego check</c> tells errors and exits as <c>opa check</c> does.</summary>
public sealed class CheckCommandTests : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Errors_are_bounded_and_may_be_JSON_on_standard_error()
    {
        folder.Write("a.rego", "package a\n\np if x == 1\n\nq if y == 1\n");
        var bounded = await RegoProcess.RunAsync(folder.Path, "check", "-m", "1", ".");
        Assert.Equal(1, bounded.ExitCode);
        Assert.EndsWith("1 error\n", bounded.Errors, StringComparison.Ordinal);
        var json = await RegoProcess.RunAsync(folder.Path, "check", "-f", "json", ".");
        Assert.Equal(1, json.ExitCode);
        Assert.Equal("""["var x is unsafe","var y is unsafe"]""", Val.ArrayOf([.. Val.Parse(json.Errors)["errors"].Items.ToArray().Select(error => error["message"])]).ToJson());
    }

    [Fact]
    public async Task Nothing_wrong_is_an_empty_object_in_JSON_and_silence_else()
    {
        folder.Write("a.rego", "package a\n\np := 1\n");
        Assert.Equal((0, "{}\n"), Told(await RegoProcess.RunAsync(folder.Path, "check", "-f", "json", ".")));
        Assert.Equal((0, ""), Told(await RegoProcess.RunAsync(folder.Path, "check", ".")));
    }

    [Fact]
    public async Task A_schema_types_the_input_and_a_folder_of_them_what_metadata_says()
    {
        folder.Write("policy/a.rego", "package a\n\np if input.nam == \"ann\"\n");
        folder.Write("policy/b.rego", "package b\n\n# METADATA\n# schemas:\n#   - input: schema.care.person\np if input.nam == \"ann\"\n");
        folder.Write("schemas/care/person.json", """{"type": "object", "properties": {"name": {"type": "string"}}}""");
        Assert.Equal(0, (await RegoProcess.RunAsync(folder.Path, "check", "policy")).ExitCode);
        var one = await RegoProcess.RunAsync(folder.Path, "check", "-s", "schemas/care/person.json", "policy/a.rego");
        Assert.Equal(1, one.ExitCode);
        Assert.Contains("undefined ref: input.nam", one.Errors, StringComparison.Ordinal);
        var named = await RegoProcess.RunAsync(folder.Path, "check", "--schema", "schemas", "policy");
        Assert.Contains("b.rego:6:6: rego_type_error: undefined ref: input.nam", named.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("a.rego", named.Errors, StringComparison.Ordinal);
    }

    private static (int, string) Told(RegoProcess run) => (run.ExitCode, run.Output);
}
