using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Platform.Rego.AspNetCore;

/// <summary>Writes a refusal: problem details, or an OperationOutcome on FHIR routes; never more than the two ids beside constants.</summary>
public static class ProblemAnswer
{
    private const string FhirSystem = "https://fhir.nhs.uk/CodeSystem/http-error-codes";
    private static readonly object FhirMeta = new { profile = new[] { "https://fhir.hl7.org.uk/StructureDefinition/UKCore-OperationOutcome" } };

    /// <summary>Replaces whatever the response holds by the refusal.</summary>
    /// <param name="context">The request; its response must not have started.</param>
    /// <param name="problem">The refusal.</param>
    /// <param name="decisionId">The decision that it comes from, or null.</param>
    /// <param name="challenge"><c>WWW-Authenticate</c> for a 401.</param>
    public static async Task WriteAsync(HttpContext context, Problem problem, string? decisionId = null, string? challenge = null)
    {
        var response = context.Response;
        var kept = KeptHeaders(context);
        response.Clear();
        foreach (var (name, value) in kept)
        {
            response.Headers[name] = value;
        }

        response.StatusCode = problem.Status;
        response.Headers.CacheControl = "no-store";
        if (problem.Status == 401)
        {
            response.Headers.WWWAuthenticate = challenge ?? "DPoP";
        }

        if (problem.Status == 503)
        {
            response.Headers.RetryAfter = "5";
        }

        if (problem == Problem.Ambiguous)
        {
            // What else has come over this connection may be the other reading of the request.
            response.Headers.Connection = "close";
        }

        var traceId = CurrentTrace.Id;
        var fhir = (context.GetEndpoint()?.Metadata.GetMetadata<FhirErrors>() ?? context.Features.Get<FhirErrors>()) is not null;
        response.ContentType = fhir ? "application/fhir+json" : "application/problem+json";
        var body = fhir ? OperationOutcome(problem, traceId, decisionId) : Details(problem, traceId, decisionId);
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body);
        }
    }

    private static byte[] Details(Problem problem, string traceId, string? decisionId) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            type = $"/problems/{problem.Slug}",
            title = problem.Title,
            status = problem.Status,
            traceId,
            decisionId,
        });

    private static byte[] OperationOutcome(Problem problem, string traceId, string? decisionId) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            resourceType = "OperationOutcome",
            meta = FhirMeta,
            issue = new[]
            {
                new
                {
                    severity = "error",
                    code = problem.FhirIssue,
                    details = new { coding = new[] { new { system = FhirSystem, code = problem.FhirCode } } },
                    expression = new[] { problem.FhirExpression },
                    diagnostics = $"decisionId={decisionId ?? "none"} traceId={traceId}",
                },
            },
        });

    // BaRS wants its two correlation headers on every answer, errors too: they are the client's own words, so they tell nothing new. And with a 405 belongs
    // what is allowed.
    private static (string Name, string Value)[] KeptHeaders(HttpContext context) =>
    [
        .. new[] { "X-Request-Id", "X-Correlation-Id", "Allow" }
            .Where(name => context.Response.Headers.ContainsKey(name))
            .Select(name => (name, context.Response.Headers[name].ToString())),
    ];
}
