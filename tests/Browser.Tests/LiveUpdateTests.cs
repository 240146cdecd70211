using Microsoft.Playwright;

namespace Platform.Browser.Tests;

/// <summary>What happens elsewhere arrives on an open page, which is not loaded again for it.</summary>
public sealed class LiveUpdates(PlatformInChromium platform)
{
    private static readonly LocatorAssertionsToContainTextOptions s_patience = new() { Timeout = 20_000 };

    [Fact]
    public async Task Bring_a_call_that_somebody_else_makes()
    {
        await using var page = await platform.DashboardAsync("operator");
        await page.GoAsync(platform.Dashboard, "/traces?only=denied");
        await page.Page.EvaluateAsync("() => { window.sameDocument = true; }");

        var trace = await platform.RefusedCallAsync("/parked");

        await Assertions.Expect(page.Page.Locator($"#trace-{trace}")).ToContainTextAsync("GET /parked", s_patience);
        Assert.True(await page.Page.EvaluateAsync<bool>("() => window.sameDocument === true"));
        page.AssertQuiet();
    }

    [Fact]
    public async Task Follow_a_process_that_is_frozen_and_thawed_by_key()
    {
        await using var page = await platform.DashboardAsync("operator");
        await page.GoAsync(platform.Dashboard, "/resources");
        var row = page.Page.GetByRole(AriaRole.Row).Filter(new() { Has = page.Page.Locator("#name-notifications") });

        await page.Page.Locator("#freeze-notifications").PressAsync("Enter");
        await Assertions.Expect(row).ToContainTextAsync("Frozen", s_patience);
        await page.Page.Locator("#thaw-notifications").PressAsync("Enter");

        await Assertions.Expect(row).ToContainTextAsync("Healthy", s_patience);
        page.AssertQuiet();
    }
}
