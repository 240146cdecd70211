using Microsoft.AspNetCore.Http.Features;
using Platform.Contracts;
using Platform.Referrals.Reading;
using Platform.Rego.AspNetCore;

namespace Platform.Referrals;

/// <summary>
/// Addresses end up in logs, histories and traces, so one with an NHS number is refused before anything else sees it; who looks somebody up sends a body.
/// The search that BaRS defines is the one exception: its query goes no further than to the handler.
/// </summary>
internal sealed class NhsNumberInAddress(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        return !IsSearch(target) && NhsNumber.OccursIn(Uri.UnescapeDataString(target))
            ? ProblemAnswer.WriteAsync(context, Problem.Invalid)
            : next(context);
    }

    private static bool IsSearch(string target) => target.StartsWith($"{SearchServiceRequestsEndpoint.Path}?", StringComparison.Ordinal);
}
