using System.Text;
using System.Text.Json.Nodes;

namespace Platform.Referrals.Fhir;

/// <summary>A FHIR resource as the answer.</summary>
public sealed class FhirAnswer(JsonNode resource, int status = 200) : IResult
{
    public const string MediaType = "application/fhir+json; charset=utf-8";

    public static FhirAnswer Of(FhirRefusal refusal) => new(OperationOutcome.Of(refusal), refusal.Status);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = MediaType;
        await httpContext.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(resource.ToJsonString()), httpContext.RequestAborted);
    }
}
