namespace Platform.Referrals.Fhir;

/// <summary>An answer that is not the one asked for: a status, the BaRS code that belongs to it and what is wrong.</summary>
public sealed record FhirRefusal(int Status, string Code, IReadOnlyList<FhirIssue> Issues)
{
    public static FhirRefusal BadRequest(string issue, string? place, string diagnostics) => BadRequest([new(issue, place, diagnostics)]);

    public static FhirRefusal BadRequest(IReadOnlyList<FhirIssue> issues) => new(400, "REC_BAD_REQUEST", issues);

    public static FhirRefusal Unprocessable(string issue, string place, string diagnostics) => One(422, "REC_UNPROCESSABLE_ENTITY", issue, place, diagnostics);

    public static FhirRefusal NotFound(string place, string diagnostics) => One(404, "REC_NOT_FOUND", "not-found", place, diagnostics);

    public static FhirRefusal Conflict(string issue, string? place, string diagnostics) => One(409, "REC_CONFLICT", issue, place, diagnostics);

    public static FhirRefusal TooEarly() =>
        One(425, "REC_TOO_EARLY", "duplicate", "http.x-request-id", "a message with these ids is being processed");

    public static FhirRefusal NotAcceptable(string diagnostics) => One(406, "REC_NOT_ACCEPTABLE", "processing", "http.accept", diagnostics);

    public static FhirRefusal NotImplemented(string place, string diagnostics) => One(501, "REC_NOT_IMPLEMENTED", "not-supported", place, diagnostics);

    public static FhirRefusal UnsupportedMediaType(string place, string diagnostics) => One(415, "REC_BAD_REQUEST", "not-supported", place, diagnostics);

    public static FhirRefusal TooLarge(string diagnostics) => One(413, "REC_BAD_REQUEST", "too-long", null, diagnostics);

    public static FhirRefusal Unavailable(string diagnostics) => One(503, "REC_UNAVAILABLE", "transient", null, diagnostics);

    private static FhirRefusal One(int status, string code, string issue, string? place, string diagnostics) => new(status, code, [new(issue, place, diagnostics)]);
}
