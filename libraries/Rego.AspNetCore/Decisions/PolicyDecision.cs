namespace Platform.Rego.AspNetCore;

/// <summary>
/// The decision on the current request. In a handler it is always a permit: <c>HttpContext.Features.Get&lt;PolicyDecision&gt;()</c>.
/// It is good for this request only.
/// </summary>
public sealed class PolicyDecision
{
    private readonly List<string> fields = [];
    private readonly List<string> patients = [];

    internal PolicyDecision(string id, ActivePolicy policy, string action, DecisionOutput output)
    {
        Id = id;
        Revision = policy.Revision;
        Action = action;
        Allow = output.Allow;
        Reasons = output.Reasons;
        Obligations = output.Obligations;
        StatusWhenDenied = policy.Reasons.StatusFor(output.Reasons);
    }

    /// <summary>The decision's id, which is all that a client learns of a denial besides the trace id.</summary>
    public string Id { get; }

    /// <summary>Revision of the bundle that decided.</summary>
    public string Revision { get; }

    /// <summary>The action that was asked for.</summary>
    public string Action { get; }

    /// <summary>Whether the policy permits.</summary>
    public bool Allow { get; }

    /// <summary>Reason codes; never shown to a client.</summary>
    public IReadOnlyList<string> Reasons { get; }

    /// <summary>What must be done for the permit to hold.</summary>
    public Obligations Obligations { get; }

    /// <summary>The purpose that was decided on.</summary>
    public string? Purpose { get; internal init; }

    /// <summary>The facts that were decided on, so that a handler need not load them again.</summary>
    public ResourceFacts? Facts { get; internal init; }

    /// <summary>Opaque patient reference for the audit, where <see cref="Concerns"/> named exactly one.</summary>
    public string? PatientRef => patients is [var only] ? only : null;

    internal IReadOnlyList<string> PatientRefs => patients;

    internal int StatusWhenDenied { get; }

    internal bool FilterApplied { get; private set; }

    internal IReadOnlyList<string> Fields => fields;

    /// <summary>Restricts the rows to those that the policy lets this caller see. Without a filter all rows pass.</summary>
    /// <param name="rows">The rows that the handler would answer with.</param>
    /// <exception cref="ObligationNotHonouredException">The filter names a field that the rows do not have; the answer is refused.</exception>
    public IQueryable<T> ApplyFilter<T>(IQueryable<T> rows)
    {
        var filtered = Obligations.Filter is null ? rows : rows.Where(UcastPredicate.For<T>(Obligations.Filter));
        FilterApplied = true;
        return filtered;
    }

    /// <summary>
    /// Says whose data was touched when the facts could not know it: a patient who has just been registered, or everybody on the page of a list.
    /// </summary>
    /// <param name="patientRefs">Opaque references; never an NHS number.</param>
    public void Concerns(params IEnumerable<string> patientRefs) => patients.AddRange(patientRefs.Distinct().Except(patients).ToArray());

    /// <summary>Names the fields that an answer holds, for the audit.</summary>
    public void Shows(params IEnumerable<string> names) => fields.AddRange(names);

    internal string? UnmetObligation() =>
        Obligations.Filter is not null && !FilterApplied ? "the handler did not apply the filter" : null;
}
