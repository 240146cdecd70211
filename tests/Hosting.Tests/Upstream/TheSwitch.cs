using System.Diagnostics;
using System.Text.Json.Nodes;
using Platform.Testing;

namespace Platform.Hosting.Tests.Upstream;

/// <summary><c>-p:Upstream=true</c>: the same source against Aspire's and Dapr's packages.</summary>
public sealed class TheSwitch
{
    [Theory]
    [InlineData("ServiceDefaults", "Dapr.AspNetCore", "libraries/Dapr/Dapr.csproj")]
    [InlineData("AppHost", "Aspire.Hosting.RabbitMQ", "libraries/Hosting/Hosting.csproj")]
    [InlineData("AppHost", "Aspire.Hosting.PostgreSQL", "libraries/Hosting/Hosting.csproj")]
    public async Task Puts_the_real_package_in_the_place_of_the_stand_in(string project, string package, string standIn)
    {
        var here = await EvaluateAsync(project);
        var there = await EvaluateAsync(project, "-p:Upstream=true");

        Assert.DoesNotContain(package, Identities(here, "PackageReference"));
        Assert.Contains(Identities(here, "ProjectReference"), path => path.EndsWith(standIn, StringComparison.Ordinal));
        Assert.Contains(package, Identities(there, "PackageReference"));
        Assert.DoesNotContain(Identities(there, "ProjectReference"), path => path.EndsWith(standIn, StringComparison.Ordinal));
        var versions = there["Items"]!["PackageVersion"]!.AsArray().Where(item => (string?)item!["Identity"] == package).ToList();
        Assert.Matches(@"^\d+\.\d+\.\d+$", (string)Assert.Single(versions)!["Version"]!);
    }

    [Fact]
    public async Task Keeps_what_it_builds_apart()
    {
        Assert.Equal("bin/Local/", (string?)(await EvaluateAsync("ServiceDefaults"))["Properties"]!["BaseOutputPath"]);
        Assert.Equal("bin/Aspire/", (string?)(await EvaluateAsync("ServiceDefaults", "-p:Upstream=true"))["Properties"]!["BaseOutputPath"]);
    }

    /// <summary>Minutes, and only where the packages can be had.</summary>
    [Fact(Explicit = true)]
    public async Task Compiles_the_same_AppHost_which_publishes_the_same_manifests()
    {
        using var folder = new TemporaryDirectory();
        var (built, said) = await RunAsync("dotnet", "build", Path.Combine(RepositoryRoot.Path, "AppHost"), "-p:Upstream=true", "--nologo", "-v", "quiet", "-clp:NoSummary");
        Assert.True(built == 0, said);
        foreach (var orchestrator in new[] { "Local", "Aspire" })
        {
            var program = Path.Combine(RepositoryRoot.Path, "AppHost/bin", orchestrator, "Debug/net10.0/Platform.AppHost");
            var (published, error) = await RunAsync(program, "--operation", "publish", "--publisher", "kubernetes", "--output-path", folder[orchestrator], "--Database=postgres");
            Assert.True(published == 0, error);
        }

        Assert.Equal(Manifests(folder["Local"]), Manifests(folder["Aspire"]));
    }

    private static Dictionary<string, string> Manifests(string folder) => Directory.EnumerateFiles(folder, "*.yaml").ToDictionary(file => Path.GetFileName(file), File.ReadAllText);

    private static IEnumerable<string> Identities(JsonNode evaluated, string kind) =>
        evaluated["Items"]![kind]!.AsArray().Select(item => ((string)item!["Identity"]!).Replace('\\', '/'));

    private static async Task<JsonNode> EvaluateAsync(string project, params string[] switches)
    {
        var file = Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, project), "*.csproj").Single();
        var (exitCode, output) = await RunAsync(
            "dotnet", ["msbuild", file, "-getItem:PackageReference,ProjectReference,PackageVersion", "-getProperty:BaseOutputPath", .. switches]);
        Assert.SkipWhen(exitCode != 0 && output.Contains("Aspire.AppHost.Sdk", StringComparison.Ordinal), $"Aspire's SDK cannot be had here: {output}");
        Assert.True(exitCode == 0, output);
        return JsonNode.Parse(output)!;
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = RepositoryRoot.Path };
        // The build that runs this test must not choose for the one that is looked at.
        foreach (var inherited in new[] { "MSBUILDDISABLENODEREUSE", "Orchestrator", "Upstream", "CI" })
            start.Environment.Remove(inherited);
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(15), TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }
}
