using Platform.Testing;

namespace Platform.Browser.Tests;

/// <summary>What the other tests find nothing of, they would find.</summary>
public sealed class Controls(PlatformInChromium platform)
{
    [Theory]
    [InlineData("<main><h1>x</h1><h3>y</h3></main>", "skips a level")]
    [InlineData("<main><h1>x</h1><input></main>", "has no name")]
    [InlineData("<main><h1>x</h1><button></button></main>", "has no name")]
    [InlineData("<main><h1>x</h1><img src='data:,'></main>", "has no text")]
    [InlineData("<main><h1>x</h1><p style='color:#999;background:#fff'>grey</p></main>", "has a contrast of 2.8")]
    [InlineData("<main><h1>x</h1><div style='width:3000px'>wide</div></main>", "wider than its window")]
    [InlineData("<main><h1>x</h1><table><tr><td>1</td></tr></table></main>", "has no headers")]
    [InlineData("<main><h1>x</h1><h2>y</h2></main><main></main>", "exactly one main")]
    public async Task A_page_with_a_fault_is_found_out(string body, string fault)
    {
        await using var page = await platform.OpenAsync();

        await page.Page.SetContentAsync($"<!doctype html><html lang=en><title>t</title><body>{body}");

        Assert.Contains(await page.FaultsAsync(), found => found.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_script_that_the_content_security_policy_stops_is_noticed()
    {
        await using var page = await platform.DashboardAsync("operator");
        await page.GoAsync(platform.Dashboard, "/topology");

        await page.Page.EvaluateAsync("() => { const s = document.createElement('script'); s.textContent = 'window.ran = true'; document.body.append(s); }");

        await Eventually.True(() => page.Complaints.Any(complaint => complaint.Contains("Content Security Policy", StringComparison.Ordinal)), "the browser complains");
        Assert.False(await page.Page.EvaluateAsync<bool>("() => window.ran === true"));
    }
}
