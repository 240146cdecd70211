using System.Net.Http.Json;
using Platform.Contracts.Records;

namespace Platform.Referrals.Submission;

/// <summary>What referrals asks of records, through the sidecars and for the user who is being served.</summary>
internal sealed class RecordsClient(IHttpClientFactory clients)
{
    public const string AppId = "records";

    public async Task<string?> MatchAsync(string nhsNumber, CancellationToken cancellation) =>
        (await PostAsync<MatchPatient, PatientMatch>("/patients/match", new(nhsNumber), cancellation)).PatientId;

    public async Task<string> RegisterAsync(RegisterPatient patient, CancellationToken cancellation) =>
        (await PostAsync<RegisterPatient, RegisteredPatient>("/patients", patient, cancellation)).PatientId;

    public async Task OpenRelationshipsAsync(OpenRelationships relationships, CancellationToken cancellation) =>
        await PostAsync<OpenRelationships, OpenedRelationships>("/relationships", relationships, cancellation);

    private async Task<TAnswer> PostAsync<TRequest, TAnswer>(string path, TRequest request, CancellationToken cancellation)
    {
        using var response = await clients.CreateClient(AppId).PostAsJsonAsync(path, request, cancellation);
        if (!response.IsSuccessStatusCode)
            throw new RecordsRefusedException(path, (int)response.StatusCode);
        return await response.Content.ReadFromJsonAsync<TAnswer>(cancellation) ?? throw new RecordsRefusedException(path, (int)response.StatusCode);
    }
}
