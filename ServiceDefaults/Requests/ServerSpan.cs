using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Platform.ServiceDefaults;

/// <summary>
/// Outermost: gives the server span the name, route and status that .NET 10 leaves out. A process that begins traces also tells its caller which one it
/// began, by <c>traceresponse</c> (W3C Trace Context Level 2).
/// </summary>
internal sealed class ServerSpan(RequestDelegate next, ServiceDefaultsOptions options)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!options.ContinuesTraces && context.Features.Get<IHttpActivityFeature>()?.Activity is { } begun)
        {
            context.Response.Headers["traceresponse"] = $"00-{begun.TraceId}-{begun.SpanId}-01";
        }

        try
        {
            await next(context);
        }
        finally
        {
            if (context.Features.Get<IHttpActivityFeature>()?.Activity is { } span)
            {
                Complete(span, context);
            }
        }
    }

    private static void Complete(Activity span, HttpContext context)
    {
        var status = context.Response.StatusCode;
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        span.DisplayName = route is null ? context.Request.Method : $"{context.Request.Method} {route}";
        span.SetTag("http.route", route);
        span.SetTag("http.response.status_code", status);
        // The path itself may hold ids of patients; the route tells enough.
        span.SetTag("url.path", null);
        if (status >= 500)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }
}
