namespace Platform.Identity.SignIn;

/// <summary>A made-up person of the development provider. The name is for the picker's page alone.</summary>
public sealed record Persona(string Id, string DisplayName, string Description, IReadOnlyList<string> Roles, string Organisation)
{
    /// <summary>The <c>sub</c> of their tokens; default: their id. A patient's is the id that records has for them.</summary>
    public string Subject { get; init; } = Id;
}
