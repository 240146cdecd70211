using Microsoft.Playwright;

namespace Platform.Browser.Tests;

/// <summary>The attacks, begun and ended from the page while somebody watches.</summary>
public sealed class Breach(PlatformInChromium platform)
{
    private const float Patience = 60_000;

    [Fact]
    public async Task Begins_shows_refusals_as_they_arrive_and_ends_when_told()
    {
        await using var page = await platform.DashboardAsync("operator");
        await page.GoAsync(platform.Dashboard, "/breach");

        await page.Page.Locator("#breach-start").PressAsync("Enter");
        // The forged proofs of the first chapter come before the wait for tokens to expire; so this is not the whole run.
        await Assertions.Expect(page.Page.Locator("ul.said")).ToContainTextAsync("The breach", new() { Timeout = Patience });
        await Assertions.Expect(page.Page.Locator(".wall rect.refused").First).ToBeVisibleAsync(new() { Timeout = Patience });
        await page.AssertGoodAsync("breach");
        Assert.Equal(0, await page.Page.Locator(".wall rect.leaked").CountAsync());
        // The patients of this platform have numbers of this range.
        Assert.DoesNotMatch("999[0-9]{7}", await page.Page.Locator("main").InnerTextAsync());

        await page.Page.Locator("#breach-stop").PressAsync("Enter");
        await Assertions.Expect(page.Page.Locator("#breach-start")).ToBeVisibleAsync(new() { Timeout = Patience });
        page.AssertQuiet();
    }
}
