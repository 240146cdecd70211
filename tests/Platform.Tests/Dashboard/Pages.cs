using System.Net;
using System.Text.RegularExpressions;
using Platform.Dashboard.Spans;

namespace Platform.Tests.Dashboard;

/// <summary>Who sees which page, and what a browser is protected from.</summary>
public sealed partial class Pages(RunningDashboard dashboard) : IClassFixture<RunningDashboard>
{
    [Theory]
    [InlineData("operator", "/resources", 200)]
    [InlineData("operator", "/topology", 200)]
    [InlineData("operator", "/traces", 200)]
    [InlineData("operator", "/audit", 403)]
    [InlineData("privacy-officer", "/audit", 200)]
    [InlineData("privacy-officer", "/traces", 403)]
    [InlineData("patient", "/audit", 200)]
    [InlineData("patient", "/resources", 403)]
    [InlineData("triage-nurse", "/resources", 403)]
    [InlineData("consultant", "/traces", 403)]
    [InlineData("booking-admin", "/topology", 403)]
    [InlineData("operator", "/decisions", 200)]
    [InlineData("privacy-officer", "/decisions", 403)]
    [InlineData("operator", "/policies", 200)]
    [InlineData("gp", "/policies", 403)]
    [InlineData("auditor", "/policies/source?file=records/patient/read.rego", 403)]
    [InlineData("operator", "/breach", 200)]
    [InlineData("auditor", "/breach", 403)]
    [InlineData("patient", "/inbox", 200)]
    [InlineData("operator", "/inbox", 403)]
    [InlineData("gp", "/inbox", 403)]
    [InlineData("patient", "/decisions/0123456789abcdef0123456789abcdef", 403)]
    public async Task Are_shown_to_those_whom_the_policies_let(string persona, string path, int status)
    {
        using var browser = await dashboard.SignedInAsync(persona);

        using var answer = await browser.GetAsync(path);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("operator", "Resources", true)]
    [InlineData("operator", "Audit", false)]
    [InlineData("privacy-officer", "Audit", true)]
    [InlineData("triage-nurse", "Resources", false)]
    public async Task Are_offered_in_the_menu_when_they_would_be_shown(string persona, string title, bool offered)
    {
        using var browser = await dashboard.SignedInAsync(persona);

        var html = await browser.GetStringAsync("/");

        Assert.Equal(offered, html.Contains($">{title}</a>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lead_somebody_without_a_session_to_the_sign_in_and_answer_a_script_401()
    {
        using var browser = dashboard.Browser(out _);
        using var link = new HttpRequestMessage(HttpMethod.Get, "/traces?only=denied") { Headers = { { "Accept", "text/html" } } };

        using var followed = await browser.SendAsync(link);
        using var script = await browser.GetAsync("/traces");

        Assert.Equal("/sign-in?returnTo=%2Ftraces%3Fonly%3Ddenied", followed.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Unauthorized, script.StatusCode);
    }

    [Fact]
    public async Task Refuse_as_a_page_with_two_ids_and_no_reason()
    {
        using var browser = await dashboard.SignedInAsync("consultant");
        using var link = new HttpRequestMessage(HttpMethod.Get, "/traces") { Headers = { { "Accept", "text/html" } } };

        using var answer = await browser.SendAsync(link);
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Matches("<code>[0-9a-f]{32}</code>", html);
        Assert.DoesNotContain("role_not_permitted", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keep_the_session_from_scripts_and_other_sites()
    {
        using var browser = dashboard.Browser(out var cookies);
        using var signed = await dashboard.SignedInAsync("operator");
        using var begin = await browser.GetAsync("/sign-in");
        using var page = await signed.GetAsync("/resources");

        Assert.All(cookies.GetAllCookies().Cast<Cookie>(), cookie => Assert.True(cookie is { Secure: true, HttpOnly: true }, cookie.Name));
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        var html = await page.Content.ReadAsStringAsync();
        Assert.DoesNotMatch("""<script(?! src="/assets/app.js" defer)|<style|\sstyle=|\son[a-z]+=|eyJ""", html);
    }

    [Theory]
    [InlineData("/resources/records/kill", "https://evil.example", "cross-site", true, 401)]
    [InlineData("/resources/records/kill", null, null, true, 401)]
    [InlineData("/resources/records/kill", "own", "same-origin", false, 400)]
    [InlineData("/breach/start", "https://evil.example", "cross-site", true, 401)]
    [InlineData("/breach/start", null, null, true, 401)]
    [InlineData("/breach/start", "own", "same-origin", false, 400)]
    // With all three the command goes through to the orchestrator, which is not there: the control of the refusals above.
    [InlineData("/resources/records/kill", "own", "same-origin", true, 409)]
    [InlineData("/breach/start", "own", "same-origin", true, 409)]
    // Who may handle processes does not thereby begin the attacks, nor do anything else to their program.
    [InlineData("/resources/breach/start", "own", "same-origin", true, 404)]
    [InlineData("/breach/kill", "own", "same-origin", true, 404)]
    public async Task Take_a_command_only_from_a_page_of_their_own_with_its_token(string path, string? origin, string? site, bool withToken, int status)
    {
        using var browser = await dashboard.SignedInAsync("operator");
        var token = FormToken().Match(await browser.GetStringAsync("/resources")).Groups[1].Value;
        using var command = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(withToken ? [new("__RequestVerificationToken", token)] : []),
        };
        if (origin is not null)
        {
            command.Headers.Add("Origin", origin == "own" ? dashboard.Address.GetLeftPart(UriPartial.Authority) : origin);
            command.Headers.Add("Sec-Fetch-Site", site);
        }

        using var answer = await browser.SendAsync(command);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Show_a_script_in_the_name_of_a_span_as_text()
    {
        var evil = new Span(1, 2, 0, "records", "<script>alert(1)</script>", 2, 1, 2, false, []);
        dashboard.Spans.Add([evil]);
        using var browser = await dashboard.SignedInAsync("operator");

        var list = await browser.GetStringAsync("/traces");
        var trace = await browser.GetStringAsync("/traces/00000000000000000000000000000001");

        Assert.All([list, trace], html =>
        {
            Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("/traces/unknown")]
    [InlineData("/traces/ffffffffffffffffffffffffffffffff")]
    [InlineData("/resources/nobody")]
    [InlineData("/decisions/unknown")]
    [InlineData("/policies/source?file=../identity/ca.pem")]
    public async Task Are_not_there_for_things_that_are_not_there(string path)
    {
        using var browser = await dashboard.SignedInAsync("operator");

        using var answer = await browser.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("/resources/..%2f..%2fstop")]
    [InlineData("//resources")]
    [InlineData("/resources/%2e%2e/traces")]
    public async Task Are_not_reached_by_another_spelling(string path)
    {
        using var browser = await dashboard.SignedInAsync("operator");

        using var answer = await browser.GetAsync(new Uri(dashboard.Address.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));

        Assert.InRange((int)answer.StatusCode, 400, 405);
    }

    [Fact]
    public async Task Send_their_live_part_alone_and_say_when_it_is_the_same()
    {
        using var browser = await dashboard.SignedInAsync("operator");
        using var first = new HttpRequestMessage(HttpMethod.Get, "/traces") { Headers = { { "Prefer", "wait=0" } } };
        using var changed = await browser.SendAsync(first);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/traces") { Headers = { { "Prefer", "wait=0" }, { "If-None-Match", changed.Headers.ETag!.Tag } } };

        using var same = await browser.SendAsync(again);

        Assert.DoesNotContain("<html", await changed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
