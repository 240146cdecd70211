using System.Globalization;
using System.Text.Json;
using Platform.Cli.Demo;
using Platform.Cli.SignIn;

namespace Platform.Cli.Audit;

/// <summary>One access, as far as the ledger tells the asker; a patient is told less than an auditor.</summary>
internal sealed record PatientAccess(
    DateTimeOffset Time,
    IReadOnlyList<string> Roles,
    string? Organisation,
    string? Purpose,
    bool BreakGlass,
    long? Sequence = null,
    string? Action = null,
    string? Outcome = null,
    string? Subject = null,
    string? Actor = null,
    string? Recorder = null,
    string? ResourceRef = null,
    IReadOnlyList<string>? Fields = null,
    string? DecisionId = null,
    string? TraceId = null);

/// <summary>Asks the gateway who saw a patient's record, page by page.</summary>
internal static class PatientAccesses
{
    /// <exception cref="DemoException">It was refused.</exception>
    public static async Task<IReadOnlyList<PatientAccess>> ReadAsync(
        HttpClient gateway, PersonaSession asker, string patientId, CancellationToken cancellation)
    {
        var accesses = new List<PatientAccess>();
        var path = $"/audit/patients/{Uri.EscapeDataString(patientId)}";
        long? before = null;
        do
        {
            var query = before is { } end ? string.Create(CultureInfo.InvariantCulture, $"?before={end}") : "";
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path + query, UriKind.Relative));
            asker.Sign(request);
            using var answer = await gateway.SendAsync(request, cancellation);
            if (!answer.IsSuccessStatusCode)
                throw new DemoException($"{asker.Persona} was not told who saw {patientId}: {(int)answer.StatusCode}");
            var page = JsonSerializer.Deserialize<Page>(await answer.Content.ReadAsStringAsync(cancellation), JsonSerializerOptions.Web)!;
            accesses.AddRange(page.Items);
            before = page.Next;
        }
        while (before is not null);
        return accesses;
    }

    private sealed record Page(IReadOnlyList<PatientAccess> Items, long? Next);
}
