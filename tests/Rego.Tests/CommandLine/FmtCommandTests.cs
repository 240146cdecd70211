using Platform.Testing;

namespace Platform.Rego.Tests.CommandLine;

/// <summary><c>rego fmt</c> exits as <c>opa fmt</c> does (cmd/fmt.go).</summary>
public sealed class FmtCommandTests : IDisposable
{
    private const string Messy = "package a\n\nx := 1\n\np if {\n  x == 1\n}\n";

    private readonly TemporaryDirectory folder = new();

    public FmtCommandTests()
    {
        folder.Write("messy.rego", Messy);
        folder.Write("tidy/tidy.rego", "package a\n\nx := 1\n");
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0, "messy.rego")]
    [InlineData(0, "tidy", "--fail")]
    [InlineData(0, "messy.rego", "-l")]
    [InlineData(2, "messy.rego", "--fail")]
    [InlineData(2, "messy.rego", "-l", "--fail")]
    [InlineData(2, "messy.rego", "-d", "--fail")]
    [InlineData(1, "nowhere")]
    [InlineData(2, "broken.rego")]
    public async Task Exits_as_opa_does(int expected, string path, params string[] options)
    {
        folder.Write("broken.rego", "package a\n\np if {\n");
        var run = await RegoProcess.RunAsync(folder.Path, ["fmt", .. options, path]);
        Assert.True(expected == run.ExitCode, $"{run.ExitCode}: {run.Output}{run.Errors}");
    }

    [Fact]
    public async Task A_difference_is_shown_as_patch_reads_it_and_the_file_is_left()
    {
        var run = await RegoProcess.RunAsync(folder.Path, "fmt", "-d", ".");
        Assert.Equal("--- messy.rego\n+++ messy.rego\n@@ -3,6 +3,6 @@\n x := 1\n \n p if {\n-  x == 1\n+\tx == 1\n }\n \n", run.Output);
        Assert.Equal(Messy, File.ReadAllText(Path.Combine(folder.Path, "messy.rego")));
    }

    [Fact]
    public async Task Writing_names_the_files_that_changed()
    {
        Assert.Equal("messy.rego\n", (await RegoProcess.RunAsync(folder.Path, "fmt", "-w", ".")).Output);
        Assert.Equal("", (await RegoProcess.RunAsync(folder.Path, "fmt", "-w", "--fail", ".")).Output);
    }
}
