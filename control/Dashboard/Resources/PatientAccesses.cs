using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Platform.Dashboard.Callers;
using Platform.WorkloadIdentity;

namespace Platform.Dashboard.Resources;

/// <summary>Asks the ledger who saw a record, on behalf of the person who looks; what of it they are told is decided there.</summary>
internal sealed partial class PatientAccesses(IServiceProvider services)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The newest accesses, or null when the ledger tells this person nothing.</summary>
    public async Task<AccessPage?> ReadAsync(Visitor visitor, string patient, CancellationToken cancellation)
    {
        // Digits only could be an NHS number, which belongs in no address.
        if (!Reference().IsMatch(patient) || services.GetService<IHttpClientFactory>() is not { } clients)
        {
            return null;
        }

        using var client = clients.CreateClient("ledger");
        if (client.BaseAddress is null)
        {
            return null;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/audit/patients/{patient}");
        request.Options.Set(CallCredentialsHandler.UserToken, visitor.UserToken);
        using var answer = await client.SendAsync(request, cancellation);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<AccessPage>(Json, cancellation) : null;
    }

    [GeneratedRegex("^(?![0-9-]*$)[A-Za-z0-9-]{1,64}$")]
    private static partial Regex Reference();
}

/// <summary>A page of accesses, newest first.</summary>
internal sealed record AccessPage(IReadOnlyList<PatientAccess> Items, long? Next);

/// <summary>An access as the ledger tells it to this person; what the policies withhold is missing.</summary>
internal sealed record PatientAccess(
    DateTimeOffset Time, IReadOnlyList<string>? Roles, string? Organisation, string? Purpose, bool BreakGlass, string? Action, string? Outcome, string? Subject);
