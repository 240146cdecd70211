namespace Platform.Referrals.Fhir;

/// <summary>One thing wrong with a message.</summary>
/// <param name="Code">A FHIR issue type, e.g. <c>required</c>.</param>
/// <param name="Place">Where: a simple path such as <c>Bundle.entry[2].resource.subject</c>, or <c>http.x-request-id</c> for a header.</param>
/// <param name="Diagnostics">A sentence without anything of a patient.</param>
public sealed record FhirIssue(string Code, string? Place, string Diagnostics);
