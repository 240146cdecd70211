namespace Platform.Rego.AspNetCore;

/// <summary>The obligations of a decision as the audit keeps them.</summary>
/// <param name="Mask">The masked pointers.</param>
/// <param name="Filter">Whether rows were filtered.</param>
/// <param name="Audit"><c>standard</c>, <c>sensitive</c> or <c>breakGlass</c>.</param>
/// <param name="StepUp">The assurance level that was asked for.</param>
public sealed record AuditedObligations(IReadOnlyList<string> Mask, bool Filter, string Audit, string? StepUp)
{
    internal static AuditedObligations Of(Obligations obligations) => new(
        obligations.Mask,
        obligations.Filter is not null,
        obligations.Audit switch { AuditLevel.Sensitive => "sensitive", AuditLevel.BreakGlass => "breakGlass", _ => "standard" },
        obligations.StepUp?.Acr);
}
