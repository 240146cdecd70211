using System.Text.Json;
using Platform.Cli.Running;

namespace Platform.Cli.Up;

/// <summary>One JSON object per line on standard output; the last is <c>stopped</c> or <c>failed</c>.</summary>
internal sealed class JsonView : UpView
{
    public override void Changed(ResourceInfo resource) => Write(new { @event = "resource", resource });

    public override void Healthy(IReadOnlyList<ResourceInfo> resources, TimeSpan elapsed, PlatformRun run) => Write(new
    {
        @event = "healthy",
        seconds = Math.Round(elapsed.TotalSeconds, 2),
        memoryBytes = MemoryOf(resources, run),
        pid = run.Pid,
        state = run.State.Path,
        urls = resources.SelectMany(r => r.Urls.Where(url => !url.Internal), (r, url) => (r.Name, url.Url)).ToDictionary(pair => pair.Name, pair => pair.Url),
    });

    public override void Probed(string finding) => Write(new { @event = "probed", finding });

    public override void Stopping() => Write(new { @event = "stopping" });

    public override void Stopped() => Write(new { @event = "stopped" });

    public override void Failed(int exitCode, string message) => Write(new { @event = "failed", exitCode, message });

    private static void Write(object line) => Console.Out.WriteLine(JsonSerializer.Serialize(line, ResourceInfo.Json));
}
