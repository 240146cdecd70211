using System.Security.Cryptography;
using System.Text;
using Platform.Gateway.Pages;

namespace Platform.Gateway.Requests;

/// <summary>Headers of every answer: nothing is cached, framed, sniffed or loaded from elsewhere.</summary>
internal sealed class EdgeResponseHeaders(RequestDelegate next)
{
    private static readonly string s_contentSecurityPolicy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(StartPage.Style)))}'; "
        + "form-action 'self' https://localhost:*; frame-ancestors 'none'; base-uri 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(static state =>
        {
            var headers = ((HttpResponse)state).Headers;
            headers.CacheControl = "no-store";
            headers.ContentSecurityPolicy = s_contentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers.StrictTransportSecurity = "max-age=31536000";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            return Task.CompletedTask;
        }, context.Response);
        return next(context);
    }
}
