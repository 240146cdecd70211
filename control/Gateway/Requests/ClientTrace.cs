using System.Diagnostics;

namespace Platform.Gateway.Requests;

/// <summary>A client's trace is linked to ours and never continued: its ids and its sampling are a stranger's.</summary>
internal sealed class ClientTrace(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (Activity.Current is { } span && context.Request.Headers.TraceParent is [{ } text] && ActivityContext.TryParse(text, null, isRemote: true, out var theirs))
        {
            span.AddLink(new ActivityLink(theirs));
        }

        return next(context);
    }
}
