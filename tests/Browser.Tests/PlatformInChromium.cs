using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Platform.EndToEnd.Tests;

namespace Platform.Browser.Tests;

/// <summary>A whole platform on which a referral's journey was played, and a browser to look at it: started once for all tests of this project.</summary>
public sealed class PlatformInChromium : IAsyncLifetime
{
    private static readonly ViewportSize s_projector = new() { Width = 1280, Height = 800 };
    private readonly Dictionary<string, string> sessions = [];
    private ControlledPlatform? platform;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public Uri Dashboard { get; private set; } = null!;

    public Uri Gateway { get; private set; } = null!;

    /// <summary>The trace in which the journey's referral was submitted.</summary>
    public string Referral { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (!Chromium.IsInstalled)
        {
            return;
        }

        platform = await ControlledPlatform.StartAsync();
        playwright = await Playwright.CreateAsync();
        browser = await Chromium.LaunchAsync(playwright);
        foreach (var process in new[] { "gateway", "dashboard" })
        {
            await platform.Resources.WaitForResourceHealthyAsync(process, TestContext.Current.CancellationToken);
        }

        var (exitCode, report, errors) = await PlatformCommand.RunAsync(platform.State, "demo", "--only", "journey", "--json");
        Assert.True(exitCode == 0, errors);
        Referral = (string)JsonNode.Parse(report)!["journey"]!["traceId"]!;
        Dashboard = BrowserAddressOf("dashboard");
        Gateway = BrowserAddressOf("gateway");
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (platform is not null)
        {
            await platform.DisposeAsync();
        }
    }

    /// <summary>A page of the dashboard at which a persona is signed in.</summary>
    /// <param name="persona">For example <c>operator</c>.</param>
    public Task<WatchedPage> DashboardAsync(string persona) => SignedInAsync(Dashboard, persona);

    /// <summary>A page of the gateway at which a persona is signed in.</summary>
    public Task<WatchedPage> GatewayAsync(string persona) => SignedInAsync(Gateway, persona);

    /// <summary>A call to the gateway that is refused somebody who books, and the trace of it.</summary>
    public async Task<string> RefusedCallAsync(string path)
    {
        await using var elsewhere = await GatewayAsync("booking-admin");
        var answer = await elsewhere.Page.GotoAsync(new Uri(Gateway, path).ToString());
        Assert.Equal(403, answer!.Status);
        return (await answer.HeaderValueAsync("traceresponse"))!.Split('-')[1];
    }

    /// <summary>A page of nobody, with nothing loaded.</summary>
    /// <param name="session">Cookies of an earlier sign-in, or null.</param>
    public async Task<WatchedPage> OpenAsync(string? session = null)
    {
        Assert.SkipUnless(Chromium.IsInstalled, $"{Chromium.Program} is not there; eng/install-chromium.sh installs Chromium, PLATFORM_CHROMIUM names another one");
        // The certificate is of the platform's own authority, which this browser does not know; who checks it is tested elsewhere.
        return await WatchedPage.OpenAsync(await browser!.NewContextAsync(new() { IgnoreHTTPSErrors = true, ViewportSize = s_projector, StorageState = session }));
    }

    private async Task<WatchedPage> SignedInAsync(Uri site, string persona)
    {
        var key = $"{persona}@{site?.Port}";
        if (sessions.TryGetValue(key, out var session))
        {
            return await OpenAsync(session);
        }

        var page = await OpenAsync();
        await page.SignInAsync(site!, persona);
        sessions[key] = await page.Page.Context.StorageStateAsync();
        return page;
    }

    private Uri BrowserAddressOf(string process)
    {
        var inventory = JsonNode.Parse(File.ReadAllText(Path.Combine(platform!.State, process, "inventory.json")))!;
        var url = (string)inventory["listeners"]!.AsArray().Single(listener => (string?)listener!["class"] == "browser")!["url"]!;
        return new Uri($"https://localhost:{new Uri(url).Port}");
    }
}
