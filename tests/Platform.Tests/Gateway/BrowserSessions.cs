using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Platform.Tests.Gateway;

public sealed class BrowserSessions(RunningGateway gateway) : IClassFixture<RunningGateway>
{
    [Fact]
    public async Task Begin_with_a_sign_in_and_show_who_is_there()
    {
        using var browser = gateway.Browser(out var cookies);

        using var page = await gateway.SignInAsync(browser, "consultant");
        var html = await page.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("RXX01", html, StringComparison.Ordinal);
        var cookie = cookies.GetCookies(gateway.Address)["__Host-session"]!;
        Assert.True(cookie is { Secure: true, HttpOnly: true, Path: "/" });
    }

    [Fact]
    public async Task Call_through_with_the_cookie_and_never_show_a_token()
    {
        using var browser = gateway.Browser(out var cookies);
        using var page = await gateway.SignInAsync(browser, "consultant");

        var seen = await browser.GetFromJsonAsync<JsonElement>("/patients/42");

        Assert.Equal("/patients/42", seen.GetProperty("target").GetString());
        Assert.StartsWith("DPoP ", seen.GetProperty("headers").GetProperty("authorization")[0].GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", cookies.GetCookieHeader(gateway.Address), StringComparison.Ordinal);
        Assert.False(seen.GetProperty("headers").TryGetProperty("cookie", out _));
    }

    [Fact]
    public async Task Ask_for_the_assurance_that_was_wanted()
    {
        using var browser = gateway.Browser(out _);

        using var page = await gateway.SignInAsync(browser, "consultant", "/sign-in?acr=aal3");

        Assert.Contains("aal3", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task Return_to_pages_of_the_gateway_only(string returnTo)
    {
        using var browser = gateway.Browser(out _);

        using var page = await gateway.SignInAsync(browser, "gp", $"/sign-in?returnTo={Uri.EscapeDataString(returnTo)}");

        Assert.Equal(gateway.Address.Authority, page.RequestMessage!.RequestUri!.Authority);
        Assert.Equal("/", page.RequestMessage.RequestUri.AbsolutePath);
    }

    [Fact]
    public async Task Refuse_a_callback_that_this_browser_did_not_begin()
    {
        using var victim = gateway.Browser(out var cookies);
        using var attacker = gateway.Browser(out _);
        using var challenge = await attacker.GetAsync("/sign-in");
        var form = QueryHelpers.ParseQuery(challenge.Headers.Location!.Query).ToDictionary(p => p.Key, p => p.Value.ToString());
        form["persona"] = "auditor";
        using var identity = gateway.Identity.BrowserClient();
        using var picked = await identity.PostAsync("/authorize", new FormUrlEncodedContent(form));

        using var response = await victim.GetAsync(picked.Headers.Location);

        Assert.Equal("/?sign-in=failed", response.Headers.Location!.ToString());
        Assert.Null(cookies.GetCookies(gateway.Address)["__Host-session"]);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("https://evil.example", null)]
    [InlineData("https://localhost:1", "same-site")]
    [InlineData("null", "cross-site")]
    public async Task Refuse_a_write_that_comes_from_another_origin(string? origin, string? site)
    {
        using var browser = gateway.Browser(out _);
        using var page = await gateway.SignInAsync(browser, "gp");

        using var refused = await browser.SendAsync(Write(origin, site));
        using var accepted = await browser.SendAsync(Write(gateway.Address.GetLeftPart(UriPartial.Authority), "same-origin"));

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
    }

    [Fact]
    public async Task Refuse_cookie_and_token_together()
    {
        using var browser = gateway.Browser(out _);
        using var page = await gateway.SignInAsync(browser, "gp");
        var script = await gateway.ScriptAsync("consultant");

        using var response = await browser.SendAsync(script.Request(HttpMethod.Get, "/patients/42"));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Refuse_a_made_up_cookie()
    {
        using var client = gateway.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/patients/42");
        request.Headers.TryAddWithoutValidation("Cookie", "__Host-session=CfDJ8made-up");

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task End_at_the_server_with_the_sign_out()
    {
        using var browser = gateway.Browser(out var cookies);
        using var page = await gateway.SignInAsync(browser, "gp");
        var stolen = cookies.GetCookieHeader(gateway.Address);
        using var signOut = new HttpRequestMessage(HttpMethod.Post, "/sign-out");
        signOut.Headers.Add("Origin", gateway.Address.GetLeftPart(UriPartial.Authority));

        using var left = await browser.SendAsync(signOut);
        using var client = gateway.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/patients/42");
        request.Headers.TryAddWithoutValidation("Cookie", stolen);
        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Found, left.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Survive_a_sign_out_that_another_site_sends()
    {
        using var browser = gateway.Browser(out _);
        using var page = await gateway.SignInAsync(browser, "gp");
        using var forged = new HttpRequestMessage(HttpMethod.Post, "/sign-out");
        forged.Headers.Add("Origin", "https://evil.example");

        using var response = await browser.SendAsync(forged);
        using var still = await browser.GetAsync("/patients/42");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    private static HttpRequestMessage Write(string? origin, string? site)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/patients/search") { Content = JsonContent.Create(new { }) };
        if (origin is not null)
        {
            request.Headers.TryAddWithoutValidation("Origin", origin);
        }

        if (site is not null)
        {
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", site);
        }

        return request;
    }
}
