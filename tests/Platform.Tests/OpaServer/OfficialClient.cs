using System.Diagnostics;
using System.Text.Json.Nodes;
using Platform.Testing;

namespace Platform.Tests.OpaServer;

/// <summary>The official JavaScript client, from npm, against our server.</summary>
public sealed class OfficialClient
{
    private const string Module = """
        package example
        default allow := false
        allow if input.user == "ann"
        details := {"who": input.user}
        broken := 1
        broken := 2 if true
        """;

    [Fact]
    public async Task Finds_in_our_server_what_it_finds_in_OPA()
    {
        await using var server = await RunningOpaServer.StartAsync(Module);
        await server.SendAsync("PUT", "/v1/policies/main", "package system\nmain := {\"allowed\": input.user == \"ann\"}");
        await server.SendAsync("PUT", "/v1/data/with%20space", """{"allow": "yes"}""");
        using var folder = new TemporaryDirectory();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "tests/Platform.Tests/OpaServer/client")))
            File.Copy(file, Path.Combine(folder.Path, Path.GetFileName(file)));
        Assert.SkipUnless(OnPath("node") && OnPath("npm"), "Node.js and npm are not on the PATH, so the official client cannot run.");
        var (installed, said) = await RunAsync(folder.Path, "npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts");
        Assert.SkipUnless(installed == 0, $"npm could not install the official client: {said}");

        var (ended, output) = await RunAsync(folder.Path, "node", "scenario.mjs", server.Client.BaseAddress!.ToString().TrimEnd('/'));

        Assert.True(ended == 0, output);
        var found = JsonNode.Parse(output)!;
        Assert.Equal("true", found["withInput"]!.ToJsonString());
        Assert.Equal("false", found["refused"]!.ToJsonString());
        Assert.Equal("false", found["withoutInput"]!.ToJsonString());
        Assert.Equal("\"yes\"", found["spaced"]!.ToJsonString());
        Assert.Equal("\"ann\"", found["converted"]!.ToJsonString());
        Assert.Equal("""{"allowed":true}""", found["main"]!.ToJsonString());
        Assert.Equal("""{"a":true,"b":false}""", found["batch"]!.ToJsonString());
        Assert.NotNull(found["conflict"]!["failed"]);
    }

    private static bool OnPath(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, tool)));

    private static async Task<(int ExitCode, string Output)> RunAsync(string folder, string tool, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"{tool} did not end within two minutes");
        }

        return (process.ExitCode, process.ExitCode == 0 ? await output : await output + await errors);
    }
}
