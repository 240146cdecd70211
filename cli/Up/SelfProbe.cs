using System.Security.Cryptography;
using System.Text.Json;
using Platform.Cli.Demo;
using Platform.Cli.Probe;
using Platform.Cli.Running;

namespace Platform.Cli.Up;

/// <summary>The probe that <c>up</c> makes of the platform that it runs.</summary>
internal static class SelfProbe
{
    /// <summary>At once and every period, until it is cancelled; what it finds, and why it could not look, the view tells.</summary>
    /// <param name="period">Zero for never.</param>
    public static async Task RunAsync(PlatformRun run, UpView view, TimeSpan period, CancellationToken cancellationToken)
    {
        // Which ports a process listens on is read from /proc.
        if (period == TimeSpan.Zero || !OperatingSystem.IsLinux())
            return;
        try
        {
            await ProbeWatch.RunAsync(period, async token => { await LookAsync(run, view, token); return true; }, TimeProvider.System, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The platform ends, and with it the watch.
        }
    }

    // Whatever kept it from looking must end neither the platform nor the watch: the next probe may see.
    private static async Task LookAsync(PlatformRun run, UpView view, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var alert in (await PlatformProbe.RunAsync(run.Api, run.State.Path, cancellationToken)).Alerts)
                view.Probed(alert);
        }
        catch (Exception failure) when (failure is DemoException or IOException or UnauthorizedAccessException or HttpRequestException or JsonException or CryptographicException)
        {
            // A platform that is ending does not answer; how it ended is told elsewhere.
            if (!cancellationToken.IsCancellationRequested)
                view.Probed($"warn: no probe was made: {failure.Message}");
        }
    }
}
