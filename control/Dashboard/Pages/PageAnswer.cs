using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Platform.Dashboard.Callers;
using Platform.Dashboard.Components;
using Platform.Rego.AspNetCore;

namespace Platform.Dashboard.Pages;

/// <summary>
/// Answers a page: whole, or, to a script that has it already, its live part as soon as that has changed (`Prefer: wait` and `If-None-Match`). The same route and
/// the same decision either way; nothing is pushed past the enforcement point.
/// </summary>
internal sealed class PageAnswer(PageRenderer renderer, DecisionPoint decisions, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private const int WaitMax = 25;

    public async Task<IResult> ShowAsync(DashboardPage page, HttpContext context)
    {
        var request = RequestOf(context);
        if (page.Live is { } live && Wait(context) is { } wait)
        {
            return await LiveAsync(live, request, wait);
        }

        var html = await renderer.RenderAsync(typeof(Shell), new Dictionary<string, object?> { ["Page"] = page, ["Request"] = request });
        return context.Response.StatusCode == StatusCodes.Status404NotFound ? Results.NotFound() : Html(html);
    }

    /// <summary>The start page, for anybody.</summary>
    public async Task<IResult> StartAsync(HttpContext context) => Html(await renderer.RenderAsync(
        typeof(Shell),
        new Dictionary<string, object?> { ["Page"] = new DashboardPage("/", "Start", "", typeof(StartPage)), ["Request"] = RequestOf(context) }));

    /// <summary>A page that says why there is none.</summary>
    public Task<string> RefusalAsync(HttpContext context, Refusal refusal) => renderer.RenderAsync(
        typeof(Shell),
        new Dictionary<string, object?>
        {
            ["Page"] = new DashboardPage("", refusal.Title, "", typeof(RefusalPage)), ["Request"] = RequestOf(context), ["Refusal"] = refusal,
        });

    private PageRequest RequestOf(HttpContext context)
    {
        var visitor = Visitor.Of(context);
        return new(context, visitor, visitor is null ? [] : [.. DashboardPages.All.Where(page => page.InMenu && MaySee(visitor, page))]);
    }

    private bool MaySee(Visitor visitor, DashboardPage page) => decisions.WouldPermit(visitor.Caller, page.Action, ResourceFacts.Of("page", page.Path));

    private async Task<IResult> LiveAsync(Type live, PageRequest request, int seconds)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(request.Context.RequestAborted, lifetime.ApplicationStopping);
        var until = clock.GetUtcNow().AddSeconds(seconds);
        var known = request.Context.Request.Headers.IfNoneMatch.ToString();
        while (true)
        {
            var html = await renderer.RenderAsync(live, new Dictionary<string, object?> { ["Request"] = request });
            var tag = $"\"{Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(html)))}\"";
            if (tag != known)
            {
                request.Context.Response.Headers.ETag = tag;
                return Html(html);
            }

            if (clock.GetUtcNow() >= until || ending.IsCancellationRequested)
            {
                return Results.StatusCode(StatusCodes.Status304NotModified);
            }

            try
            {
                await Task.Delay(s_pause, clock, ending.Token);
            }
            catch (OperationCanceledException)
            {
                return Results.StatusCode(StatusCodes.Status304NotModified);
            }
        }
    }

    private static int? Wait(HttpContext context) =>
        context.Request.Headers["Prefer"].ToString() is ['w', 'a', 'i', 't', '=', .. var text]
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? Math.Min(seconds, WaitMax) : null;

    private static IResult Html(string html) => Results.Content(html, "text/html; charset=utf-8");
}

/// <summary>A refusal as a page tells it: the two ids and nothing of why.</summary>
public sealed record Refusal(int Status, string Title, string? DecisionId, string? TraceId);
