using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using OpenTelemetry;
using Platform.Rego.AspNetCore;
using Platform.WorkloadIdentity;

namespace Platform.ServiceDefaults.DecisionLogs;

/// <summary>Posts events to <c>/logs</c> of the control plane as OPA does: a JSON array, gzip, over mutual TLS as the workload that decided.</summary>
internal sealed class PolicyControlShipment(Uri endpoint, SvidSource svids, SvidValidation validation, WorkloadIdentityOptions identity) : DecisionShipment, IDisposable
{
    private readonly HttpClient client = new(new PeerHandler(svids, validation, identity.IdOf("policy"))) { BaseAddress = endpoint, Timeout = TimeSpan.FromSeconds(10) };

    public override async Task ShipAsync(IReadOnlyList<DecisionEvent> events, CancellationToken cancellation)
    {
        using var untraced = SuppressInstrumentationScope.Begin();
        using var content = new ByteArrayContent(Compress(events));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.ContentEncoding.Add("gzip");
        try
        {
            using var answer = await client.PostAsync(new Uri("/logs", UriKind.Relative), content, cancellation);
            if (answer.StatusCode != HttpStatusCode.NoContent)
            {
                throw new DecisionShipmentException(string.Create(CultureInfo.InvariantCulture, $"the control plane answered {(int)answer.StatusCode}"));
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SvidUnavailableException)
        {
            throw new DecisionShipmentException($"the control plane cannot be reached: {e.Message}", e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new DecisionShipmentException("the control plane did not answer in time", e);
        }
    }

    public void Dispose() => client.Dispose();

    private static byte[] Compress(IReadOnlyList<DecisionEvent> events)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(gzip, [.. events], DecisionEventJson.Default.DecisionEventArray);
        }

        return buffer.ToArray();
    }
}
