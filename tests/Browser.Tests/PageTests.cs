using Microsoft.Playwright;
using Platform.Testing;

namespace Platform.Browser.Tests;

/// <summary>Every page, as those see it who may: nothing that the browser complains about, nothing that keeps somebody out, in light and in dark.</summary>
public sealed class Pages(PlatformInChromium platform)
{
    [Theory]
    [InlineData("operator", "start", "/")]
    [InlineData("operator", "resources", "/resources")]
    [InlineData("operator", "resource", "/resources/records")]
    [InlineData("operator", "topology", "/topology")]
    [InlineData("operator", "traces", "/traces?only=calls")]
    [InlineData("operator", "decisions", "/decisions")]
    [InlineData("operator", "decisions-of-nobody", "/decisions?action=nobody.does.this")]
    [InlineData("operator", "breach-not-begun", "/breach")]
    [InlineData("privacy-officer", "audit", "/audit")]
    public async Task Are_whole_and_for_everybody_in_light_and_in_dark(string persona, string name, string path)
    {
        await using var page = await platform.DashboardAsync(persona);

        await page.GoAsync(platform.Dashboard, path);

        await page.AssertGoodAsync(name);
    }

    [Fact]
    public async Task Show_the_trace_of_the_referral_across_the_broker()
    {
        await using var page = await platform.DashboardAsync("operator");

        await page.GoAsync(platform.Dashboard, $"/traces/{platform.Referral}");

        await Assertions.Expect(page.Page.Locator("table.waterfall")).ToContainTextAsync("notifications");
        await Assertions.Expect(page.Page.Locator("table.waterfall")).ToContainTextAsync("decision referrals.referral.submit");
        await page.AssertGoodAsync("trace");
    }

    [Fact]
    public async Task Show_a_policy_its_tests_and_which_lines_they_evaluate()
    {
        await using var page = await platform.DashboardAsync("operator");
        // It is measured when somebody asks first.
        await Eventually.True(
            async () =>
            {
                await page.GoAsync(platform.Dashboard, "/policies");
                return await page.Page.GetByText("% of the lines of").CountAsync() > 0;
            },
            "the coverage is measured");
        await page.AssertGoodAsync("policies");

        await page.Page.GetByRole(AriaRole.Link, new() { NameString = "records/patient/read.rego" }).ClickAsync();

        await Assertions.Expect(page.Page.Locator("ol.source li.covered").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByText("test_allows_").First).ToBeVisibleAsync();
        await page.AssertGoodAsync("policy");
    }

    [Fact]
    public async Task Tell_a_patient_what_they_were_told_of_their_referral()
    {
        await using var page = await platform.DashboardAsync("patient");
        await page.GoAsync(platform.Dashboard, "/inbox");

        await Assertions.Expect(page.Page.Locator("ol.inbox li").Nth(2)).ToBeVisibleAsync();
        await page.AssertGoodAsync("inbox");
    }

    [Fact]
    public async Task Explain_a_denial_from_the_list_and_lead_to_its_trace_and_back()
    {
        await using var page = await platform.DashboardAsync("operator");
        var trace = await platform.RefusedCallAsync($"/patients/{Guid.NewGuid()}");
        var denial = page.Page.GetByRole(AriaRole.Link, new() { NameString = "records.patient.read" });
        // A decision is some tenths of a second on its way to the log.
        await Eventually.True(
            async () =>
            {
                await page.GoAsync(platform.Dashboard, $"/decisions?outcome=deny&trace={trace}");
                return await denial.CountAsync() > 0;
            },
            "the denial is in the log");

        await denial.First.ClickAsync();

        await Assertions.Expect(page.Page.Locator("main")).ToContainTextAsync("role_not_permitted");
        await Assertions.Expect(page.Page.Locator("table.why").First).ToContainTextAsync("fails");
        await Assertions.Expect(page.Page.Locator("ul.flips")).ToContainTextAsync("/subject/roles");
        await page.AssertGoodAsync("decision");
        await page.Page.Locator("dl.facts a").ClickAsync();
        await Assertions.Expect(page.Page.Locator("table.waterfall small")).ToContainTextAsync("role_not_permitted");
        await page.AssertGoodAsync("trace-denied");
        await page.Page.Locator("table.waterfall a.state.bad").ClickAsync();
        await Assertions.Expect(page.Page.Locator("h1")).ToContainTextAsync("deny");
    }

    [Fact]
    public async Task Say_who_may_not_see_them_and_nobody_is_stuck_there()
    {
        await using var page = await platform.DashboardAsync("consultant");
        var answer = await page.Page.GotoAsync(new Uri(platform.Dashboard, "/traces").ToString());

        Assert.Equal(403, answer!.Status);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading)).ToBeVisibleAsync();
        Assert.Empty(await page.FaultsAsync());
        await page.PictureAsync("refused-light");
    }

    [Fact]
    public async Task Lead_a_stranger_over_the_sign_in_to_where_they_wanted()
    {
        await using var page = await platform.OpenAsync();
        await page.GoAsync(platform.Dashboard, "/resources");
        await page.AssertGoodAsync("sign-in");

        await page.Page.GetByRole(AriaRole.Button, new() { NameString = "operator" }).ClickAsync();

        await Assertions.Expect(page.Page).ToHaveURLAsync(new Uri(platform.Dashboard, "/resources").ToString());
        await page.Page.GetByRole(AriaRole.Button, new() { NameString = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { NameString = "Sign in" })).ToBeVisibleAsync();
        page.AssertQuiet();
    }
}
