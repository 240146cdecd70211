using Microsoft.AspNetCore.Http;

namespace Platform.ServiceDefaults.Browser;

/// <summary>Headers of every answer: nothing is cached, framed, sniffed or loaded from elsewhere.</summary>
/// <param name="next">The rest.</param>
/// <param name="contentSecurityPolicy">What pages of this process may load; nothing else of the headers differs.</param>
public sealed class BrowserHeaders(RequestDelegate next, string contentSecurityPolicy)
{
    /// <summary>Sets them when the answer starts.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.CacheControl = "no-store";
            headers.ContentSecurityPolicy = contentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers.StrictTransportSecurity = "max-age=31536000";
            // Not "no-referrer": with it a browser names no origin on a form of our own, and SameOrigin refuses the form.
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            return Task.CompletedTask;
        });
        return next(context);
    }
}
