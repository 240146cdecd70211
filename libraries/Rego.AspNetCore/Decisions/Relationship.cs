namespace Platform.Rego.AspNetCore;

/// <summary>A care relationship between a patient and an organisation, established by the server.</summary>
/// <param name="Kind">For example <c>referral</c> or <c>registered</c>.</param>
/// <param name="Organisation">ODS code.</param>
/// <param name="Until">When it ends, or null while it is open.</param>
public sealed record Relationship(string Kind, string Organisation, DateTimeOffset? Until);
