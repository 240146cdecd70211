using Platform.Testing;

namespace Platform.EndToEnd.Tests.Publish;

public sealed class TheCommand
{
    [Fact]
    public async Task Replaces_what_it_wrote_and_keeps_what_people_brought()
    {
        using var folder = new TemporaryDirectory();
        Assert.Equal(0, (await PublishAsync(folder, "compose")).ExitCode);
        folder.Write("out/.env", "RECORDS_DAPR_TOKEN=mine");
        folder.Write("out/secrets/records-proof/proof.jwt", "mine");
        folder.Write("out/docker-compose.yaml", "altered");

        var (exitCode, _, errors) = await PublishAsync(folder, "compose");

        Assert.True(exitCode == 0, errors);
        Assert.StartsWith("# Written by", await File.ReadAllTextAsync(folder["out/docker-compose.yaml"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(folder["out/secrets/records-proof/proof.jwt"], TestContext.Current.CancellationToken));

        Assert.Equal(0, (await PublishAsync(folder, "kubernetes", "--output", folder["other"])).ExitCode);
        Assert.Equal(["other", "out"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("out/notes.txt")]
    [InlineData("out/deep/values.yaml")]
    [InlineData("out/publication.json")]
    public async Task Does_not_touch_a_folder_with_something_of_somebody_else(string file)
    {
        using var folder = new TemporaryDirectory();
        folder.Write(file, "somebody's");

        var (exitCode, _, errors) = await PublishAsync(folder, "kubernetes");

        Assert.Equal(2, exitCode);
        Assert.Contains(Path.GetFileName(file), errors, StringComparison.Ordinal);
        Assert.Equal([folder[file]], Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("--target is 'nomad'", "nomad")]
    [InlineData("--registry is 'Some Where'", "kubernetes", "--registry", "Some Where")]
    [InlineData("--tag is 'a b'", "kubernetes", "--tag", "a b")]
    [InlineData("--namespace is 'Über'", "compose", "--namespace", "Über")]
    public async Task Says_which_argument_cannot_be_used(string said, string target, params string[] more)
    {
        using var folder = new TemporaryDirectory();
        var (exitCode, output, errors) = await PublishAsync(folder, target, more);

        Assert.Equal(2, exitCode);
        Assert.Contains(said, errors, StringComparison.Ordinal);
        Assert.Equal("", output.Trim());
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Puts_registry_and_tag_into_every_image_of_ours()
    {
        using var published = await Published.WriteAsync("kubernetes", "--registry", "registry.example:5000/team", "--tag", "1.4.0");
        Assert.All(published.Of("StatefulSet").Where(workload => (string?)workload["metadata"]!["name"] != "database"), workload =>
            Assert.Matches("^registry\\.example:5000/team/platform/[a-z]+:1\\.4\\.0$", (string)workload["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]!));
    }

    private static Task<(int ExitCode, string Output, string Errors)> PublishAsync(TemporaryDirectory folder, string target, params string[] more) =>
        PlatformCommand.RunAsync(folder["state"], ["publish", "--target", target, .. more.Contains("--output") ? [] : new[] { "--output", folder["out"] }, .. more]);
}
