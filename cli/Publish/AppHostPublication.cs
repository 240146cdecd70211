using System.Diagnostics;
using System.Text.Json;
using Platform.Cli.Running;

namespace Platform.Cli.Publish;

/// <summary>Asks the AppHost, which alone knows the topology, to publish it.</summary>
internal static class AppHostPublication
{
    /// <exception cref="PublishException">It refused or failed.</exception>
    public static async Task<PublishReport> RunAsync(string target, string folder, IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        var program = Path.Combine(Repository.BuildFolderOf("AppHost"), OperatingSystem.IsWindows() ? "Platform.AppHost.exe" : "Platform.AppHost");
        if (!File.Exists(program))
            throw new PublishException(ExitCode.Failed, $"The AppHost is not built: {program} does not exist. Build everything: dotnet build Platform.sln");

        // A file per process is for one machine; what is deployed has a database server.
        var start = new ProcessStartInfo(program, ["--operation", "publish", "--publisher", target, "--output-path", folder, "--Database=postgres", .. settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == ExitCode.Ok
            ? JsonSerializer.Deserialize<PublishReport>(await output, JsonSerializerOptions.Web)!
            : throw new PublishException(process.ExitCode == ExitCode.BadArguments ? ExitCode.BadArguments : ExitCode.Failed, (await errors).TrimEnd());
    }
}
