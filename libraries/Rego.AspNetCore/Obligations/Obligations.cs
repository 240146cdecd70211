namespace Platform.Rego.AspNetCore;

/// <summary>What the enforcement point must do for a permit to be worth anything.</summary>
/// <param name="Mask">JSON pointers of members to remove from the answer; a <c>*</c> segment stands for every element or member.</param>
/// <param name="Filter">Rows that may be seen, or null for all.</param>
/// <param name="Audit">How closely the access is watched.</param>
/// <param name="StepUp">The sign-in that is needed, or null.</param>
public sealed record Obligations(IReadOnlyList<string> Mask, UcastCondition? Filter, AuditLevel Audit, StepUp? StepUp)
{
    /// <summary>Nothing to do.</summary>
    public static Obligations None { get; } = new([], null, AuditLevel.Standard, null);
}
