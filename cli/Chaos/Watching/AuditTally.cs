namespace Platform.Cli.Chaos.Watching;

/// <summary>What the ledger has of the reads that the notifications needed, against the notifications.</summary>
/// <param name="Expected">Patients told, one read of contact details each at least.</param>
/// <param name="Found">Permitted reads of contact details, of each patient no more than were expected of it.</param>
/// <param name="Doubled">Events of a decision beyond its first.</param>
internal sealed record AuditTally(int Expected, int Found, int Doubled)
{
    /// <summary>The read that telling a patient takes.</summary>
    public const string Action = "records.contact.read";

    /// <param name="expected">For each patient how often it was told.</param>
    /// <param name="decisions">For each patient the decision ids of the permitted reads in the ledger.</param>
    public static AuditTally Of(IReadOnlyDictionary<string, int> expected, IReadOnlyDictionary<string, IReadOnlyList<string>> decisions) => new(
        expected.Values.Sum(),
        // A patient that was read more often does not make up for one whose read is missing.
        expected.Sum(patient => Math.Min(patient.Value, decisions.TryGetValue(patient.Key, out var read) ? read.Distinct(StringComparer.Ordinal).Count() : 0)),
        decisions.Values.Sum(read => read.Count - read.Distinct(StringComparer.Ordinal).Count()));

    public Invariant Invariant => new(
        "every read is audited once", Found == Expected && Doubled == 0, $"{Found} of {Expected} reads of contact details in the ledger, {Doubled} doubled");
}
