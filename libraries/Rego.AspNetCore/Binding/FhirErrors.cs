namespace Platform.Rego.AspNetCore;

/// <summary>Endpoint metadata: refusals are written as a FHIR OperationOutcome instead of problem details.</summary>
public sealed record FhirErrors;
