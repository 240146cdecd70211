using Platform.Rego.Values;

namespace Platform.Rego.AspNetCore;

/// <summary>What the server knows about the thing that is asked for. A missing thing has a null id and still goes through the decision.</summary>
/// <param name="Type">Resource type, for example <c>note</c>.</param>
/// <param name="Id">Its id, or null when it does not exist.</param>
/// <param name="Labels">Sensitivity labels.</param>
/// <param name="Facts">An object with whatever else the action's policy reads; undefined means an empty object.</param>
/// <param name="Relationships">The care relationships that the server has on record for this patient.</param>
/// <param name="PatientRef">Opaque patient reference for the audit, or null.</param>
public sealed record ResourceFacts(
    string Type,
    string? Id,
    string[] Labels,
    Val Facts,
    Relationship[] Relationships,
    string? PatientRef)
{
    /// <summary>Facts of an action whose resource is not one patient's.</summary>
    public static ResourceFacts Of(string type, string id) => new(type, id, [], default, [], null);

    /// <summary>Facts of a thing that does not exist: decided like one that exists and has no relationship.</summary>
    public static ResourceFacts Missing(string type) => new(type, null, [], default, [], null);
}
