using Microsoft.AspNetCore.Http;

namespace Platform.ServiceDefaults;

/// <summary>BaRS wants the two ids of a call on every answer, errors too. Only ids are echoed, never other text.</summary>
public sealed class CorrelationEcho(RequestDelegate next)
{
    private static readonly string[] Names = ["X-Request-Id", "X-Correlation-Id"];

    /// <summary>Sets the headers before anything else can answer.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        foreach (var name in Names)
        {
            if (context.Request.Headers[name] is [{ } value] && Guid.TryParseExact(value, "D", out _))
            {
                context.Response.Headers[name] = value;
            }
        }

        return next(context);
    }
}
