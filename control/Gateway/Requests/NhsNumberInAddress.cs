using Microsoft.AspNetCore.Http.Features;
using Platform.Contracts;
using Platform.Rego.AspNetCore;

namespace Platform.Gateway.Requests;

/// <summary>
/// An address with an NHS number is refused before anything else sees it: addresses end up in logs and histories. The search that BaRS defines is the one
/// exception.
/// </summary>
internal sealed class NhsNumberInAddress(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        return !IsSearch(target) && NhsNumber.OccursIn(Uri.UnescapeDataString(target)) ? ProblemAnswer.WriteAsync(context, Problem.Invalid) : next(context);
    }

    private static bool IsSearch(string target) => target.StartsWith("/fhir/ServiceRequest?", StringComparison.Ordinal);
}
