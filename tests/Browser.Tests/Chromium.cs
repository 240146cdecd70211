using Microsoft.Playwright;

namespace Platform.Browser.Tests;

/// <summary>The system's Chromium, driven by Playwright.</summary>
internal static class Chromium
{
    /// <summary>Where it is: <c>PLATFORM_CHROMIUM</c>, by default where Debian installs it.</summary>
    public static string Program { get; } = Environment.GetEnvironmentVariable("PLATFORM_CHROMIUM") is { Length: > 0 } given ? given : "/usr/bin/chromium";

    public static bool IsInstalled => File.Exists(Program);

    /// <summary>Starts it without a window.</summary>
    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Program,
        // The sandbox cannot be had as root in a container; the pages are our own.
        Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });
}
