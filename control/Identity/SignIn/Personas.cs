namespace Platform.Identity.SignIn;

/// <summary>Who can sign in.</summary>
public static class Personas
{
    /// <summary>All of them, in the picker's order.</summary>
    public static IReadOnlyList<Persona> All { get; } =
    [
        new("gp", "Dr Amara Okafor", "general practitioner, practice A81001", ["gp"], "A81001"),
        new("consultant", "Prof Jan Kowalski", "consultant, hospital RXX01", ["consultant"], "RXX01"),
        new("auditor", "Ruth Bell", "auditor, X26", ["auditor"], "X26"),
        new("operator", "Sam Keeper", "operator of the platform, X26", ["operator"], "X26"),
        new("unrelated", "Dr Una Related", "probe identity: a consultant of RYY02 who treats nobody here", ["consultant"], "RYY02"),
    ];

    /// <summary>The persona with this id, or null.</summary>
    public static Persona? Find(string? id) => All.FirstOrDefault(persona => persona.Id == id);
}
