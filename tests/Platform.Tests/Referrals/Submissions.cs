using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Platform.Referrals.Fhir;
using Platform.Tests.Domain;

namespace Platform.Tests.Referrals;

/// <summary>Sending messages as a BaRS sender does.</summary>
internal static class Submissions
{
    public static async Task<(int Status, JsonObject Answer)> SubmitAsync(
        this DomainService referrals, TestPerson person, JsonNode message, JsonObject headers, Action<HttpRequestMessage>? change = null)
    {
        using var client = referrals.For(person);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/$process-message")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(message.ToJsonString())),
        };
        foreach (var (name, value) in headers)
        {
            if (name == "Content-Type")
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(value!.GetValue<string>());
            else
                request.Headers.TryAddWithoutValidation(name, value!.GetValue<string>());
        }

        NewIds(request);
        change?.Invoke(request);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject());
    }

    /// <summary>A client for a person whose every call has the two ids of a BaRS call.</summary>
    public static HttpClient ReaderFor(this DomainService referrals, TestPerson person)
    {
        var client = referrals.For(person);
        client.DefaultRequestHeaders.Add("X-Request-Id", Guid.NewGuid().ToString("D"));
        client.DefaultRequestHeaders.Add("X-Correlation-Id", Guid.NewGuid().ToString("D"));
        return client;
    }

    public static JsonObject ServiceRequest(this JsonObject bundle) => bundle.Resource("ServiceRequest");

    public static JsonObject Resource(this JsonObject bundle, string type) =>
        bundle["entry"]!.AsArray().Select(entry => entry!["resource"]!.AsObject()).First(resource => resource.Text("resourceType") == type);

    private static void NewIds(HttpRequestMessage request)
    {
        request.Headers.Remove("X-Request-Id");
        request.Headers.Add("X-Request-Id", Guid.NewGuid().ToString("D"));
        request.Headers.Remove("X-Correlation-Id");
        request.Headers.Add("X-Correlation-Id", Guid.NewGuid().ToString("D"));
    }
}
