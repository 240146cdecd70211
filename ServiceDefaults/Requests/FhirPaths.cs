using Microsoft.AspNetCore.Http;
using Platform.Rego.AspNetCore;

namespace Platform.ServiceDefaults;

/// <summary>Makes refusals under some paths OperationOutcomes although no endpoint was found that says so: a wrong method, an unknown resource.</summary>
/// <param name="next">What follows.</param>
/// <param name="prefixes">First segments of the paths, e.g. `/fhir`.</param>
public sealed class FhirPaths(RequestDelegate next, params string[] prefixes)
{
    private static readonly FhirErrors Errors = new();

    /// <summary>Marks the request where its path is one of them.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (prefixes.Any(prefix => context.Request.Path.StartsWithSegments(prefix, StringComparison.Ordinal)))
        {
            context.Features.Set(Errors);
        }

        return next(context);
    }
}
