using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using OpenTelemetry;
using Platform.WorkloadIdentity;

namespace Platform.ServiceDefaults.Audit;

/// <summary>Posts batches to the ledger over mutual TLS, as the workload that wrote them.</summary>
internal sealed class LedgerShipment : AuditShipment, IDisposable
{
    public const string LedgerAppId = "ledger";

    private readonly HttpClient client;

    public LedgerShipment(Uri endpoint, SvidSource svids, SvidValidation validation, WorkloadIdentityOptions identity) =>
        client = new HttpClient(new PeerHandler(svids, validation, identity.IdOf(LedgerAppId))) { BaseAddress = endpoint, Timeout = TimeSpan.FromSeconds(10) };

    public override async Task<AuditReceipt> ShipAsync(AuditBatch batch, CancellationToken cancellation)
    {
        // Shipping follows every request; traced, it would drown what people look for.
        using var untraced = SuppressInstrumentationScope.Begin();
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(batch, AuditBatchJson.Default.AuditBatch));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var answer = await client.PostAsync(new Uri("/audit", UriKind.Relative), content, cancellation);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                throw new AuditShipmentException(string.Create(CultureInfo.InvariantCulture, $"the ledger answered {(int)answer.StatusCode}"));
            }

            var receipt = await answer.Content.ReadFromJsonAsync(AuditBatchJson.Default.AuditReceipt, cancellation);
            return receipt is not null && receipt.Stored + receipt.Known == batch.Records.Count
                ? receipt
                : throw new AuditShipmentException("the ledger's receipt is not for this batch");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException or SvidUnavailableException)
        {
            throw new AuditShipmentException($"the ledger cannot be reached: {e.Message}", e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new AuditShipmentException("the ledger did not answer in time", e);
        }
    }

    public void Dispose() => client.Dispose();
}
