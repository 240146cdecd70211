using System.Diagnostics;
using Platform.Cli.Running;

namespace Platform.Cli.Exam.Steps;

/// <summary>Services of the platform, started with one setting each that would open them.</summary>
internal static class InsecureStarts
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // Program, setting, value, and what the refusal must name.
    private static readonly (string Project, string Program, string Setting, string Value, string Named)[] Settings =
    [
        ("services/Records", "Platform.Records", "APP_API_TOKEN", "tiny-token", "APP_API_TOKEN"),
        ("services/Records", "Platform.Records", "DOTNET_ENVIRONMENT", "Development", "DOTNET_ENVIRONMENT"),
        ("services/Records", "Platform.Records", "Identity__Endpoint", "http://127.0.0.1:1", "Identity__Endpoint"),
        ("services/Records", "Platform.Records", "Kestrel__Endpoints__Open__Url", "http://127.0.0.1:0", "Kestrel__Endpoints__Open"),
        ("services/Records", "Platform.Records", "ConnectionStrings__records", "Host=db.example;Username=records;Password=records", "ConnectionStrings__records"),
        ("services/Referrals", "Platform.Referrals", "ConnectionStrings__messaging", "amqps://guest:guest@localhost", "ConnectionStrings__messaging"),
        ("services/Referrals", "Platform.Referrals", "ConnectionStrings__messaging", "amqp://referrals:long-enough-secret@localhost", "ConnectionStrings__messaging"),
        ("services/Referrals", "Platform.Referrals", "Policy__BundleEndpoint", "http://127.0.0.1:1", "Policy__BundleEndpoint"),
    ];

    public static ExamStep Step { get; } = new(
        "E58", "a service started with each insecure setting in turn; a sidecar whose access control allows by default or whose mutual TLS is off", "the start is refused and the setting named, not its value", ["OP-03"], RunAsync)
    {
        LeavesOut = "retention: no job destroys records yet (DM-05)",
    };

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("platform-exam-");
        try
        {
            // Two at a time: each is a whole process.
            await Parallel.ForEachAsync(Settings, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = cancellation }, async (setting, token) =>
            {
                var (code, errors) = await StartAsync(setting.Project, setting.Program, [], new() { [setting.Setting] = setting.Value }, folder, token);
                examination.Judge($"{setting.Program} with {setting.Setting}", code is not (null or 0) && errors.Contains(setting.Named, StringComparison.Ordinal)
                    && !errors.Contains(setting.Value, StringComparison.Ordinal), $"{(code is null ? "it started" : $"exit code {code}")}: {errors}");
            });
            foreach (var (what, from, to) in new[] { ("access control that allows by default", "defaultAction: deny", "defaultAction: allow"), ("mutual TLS off", "enabled: true", "enabled: false") })
            {
                var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "AppHost", "dapr", "config", "records.yaml"), cancellation);
                var at = text.IndexOf(from, StringComparison.Ordinal);
                var file = Path.Combine(folder.FullName, "access.yaml");
                await File.WriteAllTextAsync(file, text[..at] + to + text[(at + from.Length)..], cancellation);
                var (code, errors) = await StartAsync("control/Sidecar", "Platform.Sidecar",
                    ["--app-id", "records", "--app-port", "1", "--dapr-http-port", "0", "--dapr-internal-grpc-port", "0", "--enable-mtls", "--config", file],
                    new() { ["DAPR_API_TOKEN"] = "a-token-that-is-long-enough" }, folder, cancellation);
                examination.Judge($"a sidecar with {what}", code is not (null or 0) && errors.Contains(to.Split(':')[0], StringComparison.Ordinal), $"{code}: {errors}");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(int? ExitCode, string Errors)> StartAsync(
        string project, string program, string[] arguments, Dictionary<string, string> settings, DirectoryInfo state, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.BuildFolderOf(project), OperatingSystem.IsWindows() ? program + ".exe" : program), arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = state.FullName,
        };
        start.Environment["Platform__AppId"] = program.Split('.')[1].ToLowerInvariant();
        start.Environment["PLATFORM_STATE"] = state.FullName;
        start.Environment["APP_API_TOKEN"] = "a-token-that-is-long-enough";
        start.Environment["Listen__Management"] = "0";
        start.Environment["Identity__TrustBundleFile"] = Path.Combine(state.FullName, "ca.pem");
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = await process.StandardError.ReadToEndAsync(limit.Token);
            await output;
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, errors);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            return (null, "");
        }
    }
}
