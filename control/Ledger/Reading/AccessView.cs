using Platform.Ledger.Data;
using Platform.Rego.AspNetCore;

namespace Platform.Ledger.Reading;

/// <summary>One access as an answer tells it. What of it an asker may see is the policy's decision.</summary>
public sealed record AccessView(
    long Sequence,
    DateTimeOffset Time,
    IReadOnlyList<string> Roles,
    string? Organisation,
    string? Purpose,
    bool BreakGlass,
    string Action,
    string Outcome,
    string? Subject,
    string Actor,
    string Recorder,
    string ResourceRef,
    IReadOnlyList<string> Fields,
    string DecisionId,
    string TraceId)
{
    internal static AccessView Of(LedgerEntry entry)
    {
        var body = EventBody.Read(entry.Body);
        return new(
            entry.Sequence, body.Time, body.Roles, body.Organisation, body.Purpose, body.Obligations.Audit == "breakGlass", body.Action, body.Outcome,
            body.Subject, body.Actor, entry.Recorder, body.ResourceRef, body.Fields, body.DecisionId, body.TraceId);
    }
}

/// <summary>A page of accesses, newest first.</summary>
/// <param name="Items">At most fifty.</param>
/// <param name="Next">The value of `before` for the next page, or null at the end.</param>
public sealed record AccessPage(IReadOnlyList<AccessView> Items, long? Next);
