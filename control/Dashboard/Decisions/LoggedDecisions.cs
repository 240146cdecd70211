using System.Text.RegularExpressions;
using Platform.Dashboard.Callers;
using Platform.Dashboard.Resources;

namespace Platform.Dashboard.Decisions;

/// <summary>Asks the control plane what was decided and why, on behalf of the person who looks.</summary>
internal sealed partial class LoggedDecisions(VisitorCalls calls)
{
    private const string Plane = "policy";

    /// <summary>A page, or null when this person is told nothing.</summary>
    public Task<DecisionLogPage?> ListAsync(Visitor visitor, string query, CancellationToken cancellation) =>
        calls.ReadAsync<DecisionLogPage>(visitor, Plane, $"/decisions?{query}", cancellation);

    /// <summary>A decision and why it was so; null when there is none of this id for this person.</summary>
    public async Task<ExplainedDecision?> WhyAsync(Visitor visitor, string id, CancellationToken cancellation) =>
        Id().IsMatch(id) ? await calls.ReadAsync<ExplainedDecision>(visitor, Plane, $"/decisions/{id}/why", cancellation) : null;

    [GeneratedRegex("^[0-9a-f]{32}$")]
    private static partial Regex Id();
}
