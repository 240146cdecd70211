using Platform.Referrals.Fhir;
using Platform.Referrals.Messages.Checks;

namespace Platform.Referrals.Reading;

internal static class ReadHeaders
{
    /// <summary>A call of this route carries BaRS' headers, or its refusal names the one that is wrong.</summary>
    public static RouteHandlerBuilder WithReadHeaders(this RouteHandlerBuilder route) => route.AddEndpointFilter(async (call, next) =>
        HeaderCheck.RefusalOfRead(call.HttpContext.Request.Headers) is { } refusal ? FhirAnswer.Of(refusal) : await next(call));
}
