using System.Text.RegularExpressions;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults.Audit;
using Platform.WorkloadIdentity;

namespace Platform.Ledger.Intake;

/// <summary>What a batch must be before any of it is looked up or stored.</summary>
internal static partial class BatchRules
{
    private const int RecordsMax = 500;
    private const int TextMax = 4096;
    private const int ListMax = 256;
    private static readonly string[] Outcomes = ["permit", "deny", "step-up", "refused", "unauthenticated"];

    /// <summary>Whether the batch is the peer's own: it says so, and every action in it is one that the peer decides on.</summary>
    public static bool IsOwn(AuditBatch batch, SpiffeId peer) =>
        batch.Recorder == peer.ToString() && batch.Records.All(record => OwnerOf(record.Event.Action) == peer.AppId);

    /// <summary>What is wrong with it, or null.</summary>
    public static string? Fault(AuditBatch batch)
    {
        if (batch.Records.Count > RecordsMax)
        {
            return "too many records";
        }

        if (batch.Records.DistinctBy(record => record.Event.Id).Count() != batch.Records.Count)
        {
            return "an event is there twice";
        }

        var last = 0L;
        foreach (var record in batch.Records)
        {
            if (record.Sequence <= last || record.Lost < 0)
            {
                return "the records are not in the order of a spool";
            }

            last = record.Sequence;
            if (Fault(record.Event) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static string? Fault(AuditEvent entry)
    {
        if (!IdForm().IsMatch(entry.Id))
        {
            return "an event's id is not one";
        }

        if (entry.Time.Offset != TimeSpan.Zero)
        {
            return "an event's time is not UTC";
        }

        if (!ActionForm().IsMatch(entry.Action) || !Outcomes.Contains(entry.Outcome))
        {
            return "an event's action or outcome is not known";
        }

        if (entry.Outcome == "unauthenticated" ? entry.Actor.Length > 0 || entry.Subject is not null : !SpiffeId.TryParse(entry.Actor, out _))
        {
            return "an event's actor is not a workload";
        }

        return Texts(entry).Any(text => text.Length > TextMax || text.Contains('\0', StringComparison.Ordinal)) || Lists(entry).Any(list => list.Count > ListMax)
            ? "an event is out of bounds"
            : null;
    }

    private static IEnumerable<string> Texts(AuditEvent entry) => new[]
    {
        entry.Subject, entry.Actor, entry.Organisation, entry.Purpose, entry.Action, entry.ResourceRef, entry.PatientRef, entry.DecisionId, entry.Revision,
        entry.TraceId, entry.TokenJti, entry.Obligations.Audit, entry.Obligations.StepUp,
    }.OfType<string>().Concat(Lists(entry).SelectMany(list => list));

    private static IReadOnlyList<string>[] Lists(AuditEvent entry) => [entry.Roles, entry.Fields, entry.Reasons, entry.PatientRefs, entry.Obligations.Mask];

    // `platform.audit.…` is the ledger's business and `platform.policy.…` the policy process's; every other action begins with the app-id of its callee.
    private static string OwnerOf(string action) => action.Split('.') switch
    {
        ["platform", "audit", ..] => "ledger",
        ["platform", "policy" or "decision", ..] => "policy",
        [var service, ..] => service,
        [] => "",
    };

    [GeneratedRegex("^[0-9a-f]{32}$")]
    private static partial Regex IdForm();

    [GeneratedRegex(@"^[a-z][a-z0-9]*(\.[a-z][a-z0-9_-]*){2}$")]
    private static partial Regex ActionForm();
}
