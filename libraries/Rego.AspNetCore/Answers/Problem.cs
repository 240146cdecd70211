namespace Platform.Rego.AspNetCore;

/// <summary>The closed list of refusals. Each has one constant text, whatever went wrong.</summary>
/// <param name="Slug">Last segment of <c>type</c>.</param>
/// <param name="Title">The title.</param>
/// <param name="Status">The status code.</param>
/// <param name="FhirCode">The code on FHIR routes.</param>
/// <param name="FhirIssue">The issue type on FHIR routes.</param>
public sealed record Problem(string Slug, string Title, int Status, string FhirCode, string FhirIssue)
{
    /// <summary>No valid credentials.</summary>
    public static Problem Unauthenticated { get; } = new("unauthenticated", "Credentials are missing or not valid", 401, "REC_UNAUTHORIZED", "security");

    /// <summary>The user must sign in again or better.</summary>
    public static Problem StepUp { get; } = new("step-up", "A stronger or more recent sign-in is needed", 401, "REC_UNAUTHORIZED", "security");

    /// <summary>Not permitted.</summary>
    public static Problem Denied { get; } = new("denied", "Not permitted", 403, "REC_FORBIDDEN", "forbidden");

    /// <summary>Not there, or not yours.</summary>
    public static Problem NotFound { get; } = new("not-found", "Not found", 404, "REC_NOT_FOUND", "not-found");

    /// <summary>The method is not one of the route's.</summary>
    public static Problem MethodNotAllowed { get; } = new("method-not-allowed", "Method not allowed", 405, "REC_METHOD_NOT_ALLOWED", "not-supported");

    /// <summary>The request can be read in two ways.</summary>
    public static Problem Ambiguous { get; } = new("ambiguous-request", "The request is ambiguous", 400, "REC_BAD_REQUEST", "invalid");

    /// <summary>The request is not valid.</summary>
    public static Problem Invalid { get; } = new("invalid", "The request is not valid", 400, "REC_BAD_REQUEST", "invalid");

    /// <summary>The request is larger than it may be.</summary>
    public static Problem TooLarge { get; } = new("too-large", "The request is too large", 413, "REC_BAD_REQUEST", "too-costly");

    /// <summary>The media type is not understood.</summary>
    public static Problem MediaType { get; } = new("media-type", "The media type is not supported", 415, "REC_BAD_REQUEST", "not-supported");

    /// <summary>Something broke.</summary>
    public static Problem Failed { get; } = new("failed", "The request could not be completed", 500, "REC_SERVER_ERROR", "exception");

    /// <summary>Something that is needed to decide or to audit is away.</summary>
    public static Problem Unavailable { get; } = new("unavailable", "Temporarily unavailable", 503, "REC_UNAVAILABLE", "transient");

    /// <summary>Where it lies, for a FHIR issue: always in the request, never in what was asked for.</summary>
    public string FhirExpression => Status switch
    {
        401 => "http.authorization",
        404 => "http.url",
        405 => "http.method",
        413 => "http.content-length",
        415 => "http.content-type",
        _ => "http",
    };

    /// <summary>The refusal for a status that somebody else chose.</summary>
    public static Problem ForStatus(int status) => status switch
    {
        401 => Unauthenticated,
        403 => Denied,
        404 => NotFound,
        405 => MethodNotAllowed,
        413 => TooLarge,
        415 => MediaType,
        503 => Unavailable,
        >= 400 and < 500 => Invalid,
        _ => Failed,
    };
}
