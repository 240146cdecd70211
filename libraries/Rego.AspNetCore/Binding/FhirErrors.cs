namespace Platform.Rego.AspNetCore;

/// <summary>
/// Refusals are written as a FHIR OperationOutcome instead of problem details: as metadata, those of an endpoint; as a feature of a request, those that come
/// before there is one.
/// </summary>
public sealed record FhirErrors;
