using System.Text.RegularExpressions;
using Platform.Dashboard.Callers;

namespace Platform.Dashboard.Resources;

/// <summary>Asks the ledger who saw a record, on behalf of the person who looks; what of it they are told is decided there.</summary>
internal sealed partial class PatientAccesses(VisitorCalls calls)
{
    /// <summary>The newest accesses, or null when the ledger tells this person nothing.</summary>
    public async Task<AccessPage?> ReadAsync(Visitor visitor, string patient, CancellationToken cancellation) =>
        // Digits only could be an NHS number, which belongs in no address.
        Reference().IsMatch(patient) ? await calls.ReadAsync<AccessPage>(visitor, "ledger", $"/audit/patients/{patient}", cancellation) : null;

    [GeneratedRegex("^(?![0-9-]*$)[A-Za-z0-9-]{1,64}$")]
    private static partial Regex Reference();
}

/// <summary>A page of accesses, newest first.</summary>
internal sealed record AccessPage(IReadOnlyList<PatientAccess> Items, long? Next);

/// <summary>An access as the ledger tells it to this person; what the policies withhold is missing.</summary>
internal sealed record PatientAccess(
    DateTimeOffset Time, IReadOnlyList<string>? Roles, string? Organisation, string? Purpose, bool BreakGlass, string? Action, string? Outcome, string? Subject);
