using System.Net;
using Platform.Contracts.Records;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Notifications.Contacts;

/// <summary>Where contact details come from. A seam: the records service through the sidecar, or a fixture in tests.</summary>
public abstract class ContactSource
{
    /// <summary>The details of a patient.</summary>
    /// <exception cref="MessageRefusedException">There is no such patient, or this service may not know of them.</exception>
    /// <exception cref="HttpRequestException">Records did not answer; the message is tried again.</exception>
    public abstract Task<ContactDetails> OfAsync(string patientId, CancellationToken cancellation);
}

/// <summary>Asks records as this workload, on nobody's behalf: a notification is nobody's reading of the record.</summary>
internal sealed class RecordsContacts(IHttpClientFactory clients) : ContactSource
{
    public const string Client = "records";

    public override async Task<ContactDetails> OfAsync(string patientId, CancellationToken cancellation)
    {
        using var response = await clients.CreateClient(Client).GetAsync($"/patients/{Uri.EscapeDataString(patientId)}/contact", cancellation);
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
            throw new MessageRefusedException(MessageRefusal.Denied, $"records answered {(int)response.StatusCode}");
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<ContactDetails>(cancellation)
            ?? throw new HttpRequestException("records answered with an empty body");
    }
}
