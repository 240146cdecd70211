using System.Diagnostics;
using System.Text.Json.Nodes;
using Platform.Testing;

namespace Platform.EndToEnd.Tests.Publish;

/// <summary>The schemas of Kubernetes' API, from npm, with the script that asks them.</summary>
public sealed class KubernetesSchemas : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    /// <summary>Skips the test where there is no Node.js or npm cannot install.</summary>
    public static async Task<KubernetesSchemas> InstallAsync()
    {
        Assert.SkipUnless(OnPath("node") && OnPath("npm"), "Node.js and npm are not on the PATH, so the schemas of Kubernetes cannot be had.");
        var schemas = new KubernetesSchemas();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "tests/EndToEnd.Tests/Publish/schemas")))
            File.Copy(file, schemas.folder[Path.GetFileName(file)]);
        var (exitCode, output) = await schemas.RunAsync("npm", "", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts");
        Assert.SkipUnless(exitCode == 0, $"npm could not install the schemas of Kubernetes: {output}");
        return schemas;
    }

    /// <summary>What is wrong with the objects; nothing when nothing is.</summary>
    public async Task<string> ErrorsOfAsync(IEnumerable<JsonObject> objects)
    {
        var (exitCode, output) = await RunAsync("node", new JsonArray([.. objects.Select(one => one.DeepClone())]).ToJsonString(), "validate.mjs");
        Assert.True(exitCode is 0 or 1, output);
        return exitCode == 0 ? "" : output;
    }

    public void Dispose() => folder.Dispose();

    private async Task<(int ExitCode, string Output)> RunAsync(string tool, string input, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { WorkingDirectory = folder.Path, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }

    private static bool OnPath(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(place => File.Exists(Path.Combine(place, tool)));
}
