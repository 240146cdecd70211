using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Platform.Rego.AspNetCore;

namespace Platform.Dashboard.Pages;

/// <summary>
/// Turns a refusal into a page for somebody who follows a link: without a session to the sign-in, otherwise the problem's title and its two ids. Scripts get the
/// problem details as everywhere.
/// </summary>
internal sealed class RefusalPages(RequestDelegate next, PageAnswer pages, CallerAuthentication authenticate)
{
    private const string Problem = "application/problem+json";

    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        var outer = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var buffer = new MemoryStream();
        var inner = new StreamResponseBodyFeature(buffer, outer);
        context.Features.Set<IHttpResponseBodyFeature>(inner);
        try
        {
            await next(context);
            await inner.CompleteAsync();
        }
        finally
        {
            context.Features.Set(outer);
        }

        if (context.Response.ContentType == Problem)
        {
            await AnswerAsync(context, JsonDocument.Parse(buffer.ToArray()).RootElement);
        }
        else if (buffer.Length > 0)
        {
            await context.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), context.RequestAborted);
        }
    }

    private async Task AnswerAsync(HttpContext context, JsonElement problem)
    {
        var status = context.Response.StatusCode;
        if (status == StatusCodes.Status401Unauthorized && HttpMethods.IsGet(context.Request.Method) && !(await context.AuthenticateAsync()).Succeeded)
        {
            context.Response.Clear();
            context.Response.Redirect($"/sign-in?returnTo={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
            return;
        }

        // The page has the menu of who asked; a refused path may have been answered before anybody looked at the session.
        if (Callers.Visitor.Of(context) is null)
        {
            await authenticate(context, context.RequestAborted);
        }

        var html = await pages.RefusalAsync(context, new(status, problem.GetProperty("title").GetString()!, Text(problem, "decisionId"), Text(problem, "traceId")));
        context.Response.Clear();
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(html, context.RequestAborted);
    }

    private static string? Text(JsonElement problem, string name) =>
        problem.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
