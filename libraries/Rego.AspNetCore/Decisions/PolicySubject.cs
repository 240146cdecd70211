namespace Platform.Rego.AspNetCore;

/// <summary>The user behind a call, from a validated token.</summary>
/// <param name="Id">Opaque user id.</param>
/// <param name="Roles">Roles in the order of the token.</param>
/// <param name="Organisation">ODS code.</param>
/// <param name="Acr">Assurance level, or null when the token says none.</param>
/// <param name="AuthTime">When the user last proved who they are.</param>
public sealed record PolicySubject(string Id, IReadOnlyList<string> Roles, string? Organisation, string? Acr, DateTimeOffset? AuthTime);
