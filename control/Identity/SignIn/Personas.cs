namespace Platform.Identity.SignIn;

/// <summary>Who can sign in.</summary>
public static class Personas
{
    // The first of the synthetic patients that records seeds.
    private const string SyntheticPatient = "2e2fc27d-b1f2-d205-99d8-a3d85ab76a62";

    /// <summary>All of them, in the picker's order.</summary>
    public static IReadOnlyList<Persona> All { get; } =
    [
        new("gp", "Dr Amara Okafor", "general practitioner, practice A81001", ["gp"], "A81001"),
        new("consultant", "Prof Jan Kowalski", "consultant, hospital RXX01", ["consultant"], "RXX01"),
        new("triage-nurse", "Grace Adeyemi", "nurse who triages, hospital RXX01", ["triage-nurse"], "RXX01"),
        new("booking-admin", "Tom Whitfield", "books appointments, hospital RXX01", ["booking-admin"], "RXX01"),
        new("patient", "Amelia Testa", "a synthetic patient of practice A81001, for herself", ["patient"], "self") { Subject = SyntheticPatient },
        new("auditor", "Ruth Bell", "auditor, X26", ["auditor"], "X26"),
        new("privacy-officer", "Iona Drummond", "privacy officer, X26", ["privacy-officer"], "X26"),
        new("operator", "Sam Keeper", "operator of the platform, X26", ["operator"], "X26"),
        new("unrelated", "Dr Una Related", "probe identity: a consultant of RYY02 who treats nobody here", ["consultant"], "RYY02"),
    ];

    /// <summary>The persona with this id, or null.</summary>
    public static Persona? Find(string? id) => All.FirstOrDefault(persona => persona.Id == id);
}
