using System.Text.Json;
using Microsoft.Playwright;

namespace Platform.Browser.Tests;

/// <summary>A page of a browser of its own, and everything that the browser complained about: errors of scripts, of loading, of the content security policy.</summary>
public sealed class WatchedPage : IAsyncDisposable
{
    private static readonly string s_faults = Resource("faults.js");
    private readonly List<string> complaints = [];

    private WatchedPage(IPage page)
    {
        Page = page;
        // A browser looks for an icon by itself, now or later; that a site has none is no fault of a page.
        page.Console += (_, message) => Keep(
            message.Type is "error" or "warning" && !message.Location.Contains("/favicon.ico", StringComparison.Ordinal), $"{message.Type}: {message.Text} {message.Location}");
        page.Response += (_, answer) => Keep(answer.Status >= 400, $"{answer.Request.Method} {answer.Url}: {answer.Status}");
        page.PageError += (_, error) => Keep(true, error);
        page.RequestFailed += (_, request) => Keep(request.Failure != "net::ERR_ABORTED", $"{request.Url}: {request.Failure}");
    }

    public IPage Page { get; }

    /// <summary>What the browser complained about so far.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (complaints)
            {
                return [.. complaints];
            }
        }
    }

    public static async Task<WatchedPage> OpenAsync(IBrowserContext context) => new(await context.NewPageAsync());

    /// <summary>Signs in as a person does: the sign-in link, Identity's page, a persona, back again.</summary>
    public async Task SignInAsync(Uri site, string persona)
    {
        await Page.GotoAsync(new Uri(site, "/sign-in").ToString());
        await Page.Locator($"button[value='{persona}']").ClickAsync();
        // Back again is when the site has answered. Whoever waits for the load event after the change of origin waits, once in some hundred sign-ins, for one
        // that has been.
        await Page.WaitForURLAsync(url => new Uri(url).Port == site.Port, new() { WaitUntil = WaitUntilState.Commit });
    }

    /// <summary>Goes to a page that must answer.</summary>
    public async Task GoAsync(Uri site, string path)
    {
        var answer = await Page.GotoAsync(new Uri(site, path).ToString());
        Assert.True(answer!.Ok, $"{path} was answered {answer.Status}");
    }

    /// <summary>What keeps somebody from using this page: no name, no label, too little contrast, broken order of headings, text that does not fit.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync() =>
        (await Page.EvaluateAsync<JsonElement>(s_faults)).EnumerateArray().Select(fault => fault.GetString()!).ToList();

    /// <summary>Keeps a picture of the page in <c>artifacts/screenshots</c>.</summary>
    public Task PictureAsync(string name) => Page.ScreenshotAsync(new()
    {
        Path = Path.Combine(Platform.Testing.RepositoryRoot.Path, "artifacts", "screenshots", name + ".png"), FullPage = true,
    });

    /// <summary>Nothing is wrong with it in light and in dark, of which pictures are kept.</summary>
    public async Task AssertGoodAsync(string name)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await Page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            await PictureAsync($"{name}-{(scheme == ColorScheme.Light ? "light" : "dark")}");
            var faults = await FaultsAsync();
            Assert.True(faults.Count == 0, string.Join('\n', faults));
        }

        AssertQuiet();
    }

    /// <summary>The browser complained about nothing.</summary>
    public void AssertQuiet() => Assert.True(Complaints.Count == 0, string.Join('\n', Complaints));

    public ValueTask DisposeAsync() => new(Page.Context.CloseAsync());

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(WatchedPage).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private void Keep(bool counts, string complaint)
    {
        if (counts)
        {
            lock (complaints)
            {
                complaints.Add(complaint);
            }
        }
    }
}
