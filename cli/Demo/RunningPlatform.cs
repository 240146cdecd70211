using System.Diagnostics;
using System.Text.Json.Nodes;
using Platform.Cli.Running;

namespace Platform.Cli.Demo;

/// <summary>The platform that the demo plays on: one that was running, which stays; or one of its own, on temporary state and free ports, which goes.</summary>
internal sealed class RunningPlatform : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly Process? own;
    private readonly DirectoryInfo? temporary;

    private RunningPlatform(StateFolder state, AppHostApi api, Process? own, DirectoryInfo? temporary)
    {
        State = state;
        Api = api;
        this.own = own;
        this.temporary = temporary;
    }

    public StateFolder State { get; }
    public AppHostApi Api { get; }

    /// <exception cref="DemoException">No platform runs and none could be started.</exception>
    public static async Task<RunningPlatform> AttachOrStartAsync(string? stateFolder, Story story, CancellationToken cancellation)
    {
        var state = StateFolder.Resolve(stateFolder);
        if (AppHostApi.Open(state) is { } api)
        {
            story.Say($"Attached to the platform that runs on {state.Path}");
            await HealthyAsync(api, null, cancellation);
            return new RunningPlatform(state, api, null, null);
        }
        var temporary = Directory.CreateTempSubdirectory("platform-demo-");
        story.Say("Starting a platform on temporary state …");
        var own = Start(temporary.FullName);
        try
        {
            var ownState = new StateFolder(temporary.FullName);
            api = await OpenAsync(ownState, own, cancellation);
            await HealthyAsync(api, own, cancellation);
            return new RunningPlatform(ownState, api, own, temporary);
        }
        catch
        {
            await StopAsync(own);
            temporary.Delete(recursive: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        if (own is not null)
        {
            await StopAsync(own);
            own.Dispose();
        }
        temporary?.Delete(recursive: true);
    }

    private static Process Start(string state)
    {
        var program = Repository.File("AppHost", "bin", "Local", "Debug", "net10.0", "Platform.AppHost");
        if (!File.Exists(program))
            throw new DemoException("the AppHost is not built; run ./platform demo, or dotnet build Platform.sln");
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = Repository.File("AppHost"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PLATFORM_STATE"] = state;
        start.Environment["Ports__gateway"] = "0";
        start.Environment["Ports__identity"] = "0";
        // The AppHost ends when this pipe does, also when the demo is killed.
        start.Environment["PLATFORM_PARENT_PIPE"] = "stdin";
        var process = Process.Start(start)!;
        var log = new StreamWriter(Path.Combine(state, "apphost.log")) { AutoFlush = true };
        process.OutputDataReceived += (_, line) => Write(log, line.Data);
        process.ErrorDataReceived += (_, line) => Write(log, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static void Write(StreamWriter log, string? line)
    {
        lock (log)
        {
            if (line is null)
                log.Flush();
            else
                log.WriteLine(line);
        }
    }

    private static async Task<AppHostApi> OpenAsync(StateFolder state, Process own, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            if (AppHostApi.Open(state) is { } api)
                return api;
            if (own.HasExited || Stopwatch.GetElapsedTime(started) > Patience)
                throw new DemoException($"the platform did not start; its last lines:\n{Tail(state)}");
            await Task.Delay(Pause, cancellation);
        }
    }

    private static async Task HealthyAsync(AppHostApi api, Process? own, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            if (own?.HasExited == true)
                throw new DemoException("the platform ended before it was healthy");
            var waiting = (await api.ResourcesAsync(cancellation)).Where(resource => (string?)resource!["health"] != "Healthy").ToList();
            if (waiting.Count == 0)
                return;
            if (Stopwatch.GetElapsedTime(started) > Patience)
                throw new DemoException($"not healthy within {Patience.TotalSeconds:0} s: {string.Join(", ", waiting.Select(Described))}");
            await Task.Delay(Pause, cancellation);
        }
    }

    private static string Described(JsonNode? resource) => $"{(string?)resource!["name"]} ({(string?)resource["state"]}, {string.Join("; ", resource["problems"]?.AsArray().Select(problem => (string?)problem) ?? [])})";

    private static string Tail(StateFolder state)
    {
        var file = Path.Combine(state.Path, "apphost.log");
        return File.Exists(file) ? string.Join('\n', File.ReadLines(file).TakeLast(20)) : "(none)";
    }

    private static async Task StopAsync(Process process)
    {
        if (process.HasExited)
            return;
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }
}
