namespace Platform.Identity.SignIn;

/// <summary>A made-up person of the development provider. The name is for the picker's page alone.</summary>
public sealed record Persona(string Id, string DisplayName, string Description, IReadOnlyList<string> Roles, string Organisation);
