using System.Text.Json;

namespace Platform.Browser.Tests;

/// <summary>Everything can be reached and done without a mouse, and one sees where one is.</summary>
public sealed class Keyboard(PlatformInChromium platform)
{
    private const string Focused = """
        () => {
          const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
          const all = [...document.querySelectorAll("a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex='0']")].filter((other) => other.checkVisibility());
          return { at: all.indexOf(e), of: all.length, name: e.id || e.textContent.trim(), ring: parseFloat(style.outlineWidth), style: style.outlineStyle, left: box.left };
        }
        """;

    [Fact]
    public async Task The_first_key_leads_past_the_menu()
    {
        await using var page = await platform.DashboardAsync("operator");
        await page.GoAsync(platform.Dashboard, "/traces");

        await page.Page.Keyboard.PressAsync("Tab");
        var link = await FocusedAsync(page);
        Assert.Equal("Skip to content", link.Name);
        Assert.True(link.Left >= 0, "the skip link is seen when it has the focus");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Page.Keyboard.PressAsync("Tab");

        Assert.True(await page.Page.EvaluateAsync<bool>("() => document.querySelector('main').contains(document.activeElement)"));
    }

    [Theory]
    [InlineData("operator", "/resources")]
    [InlineData("operator", "/resources/records")]
    [InlineData("operator", "/traces?only=denied")]
    [InlineData("operator", "/decisions?outcome=deny")]
    [InlineData("privacy-officer", "/audit")]
    public async Task Every_control_gets_the_focus_in_order_and_shows_it(string persona, string path)
    {
        await using var page = await platform.DashboardAsync(persona);
        await page.GoAsync(platform.Dashboard, path);

        Focus focus;
        var next = 0;
        do
        {
            await page.Page.Keyboard.PressAsync("Tab");
            focus = await FocusedAsync(page);
            Assert.Equal(next++, focus.At);
            Assert.True(focus is { Style: not "none", Ring: >= 2 }, $"one does not see that {focus.Name} has the focus");
        }
        while (next < focus.Of);
    }

    private static async Task<Focus> FocusedAsync(WatchedPage page) =>
        (await page.Page.EvaluateAsync<JsonElement>(Focused)).Deserialize<Focus>(JsonSerializerOptions.Web)!;

    private sealed record Focus(int At, int Of, string Name, double Ring, string Style, double Left);
}
