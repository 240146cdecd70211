using System.Net.Http.Headers;
using System.Text.Json;
using Platform.Rego.Bundles;

namespace Platform.Rego.AspNetCore;

/// <summary>
/// Decides by asking an OPA server that is fed with the same bundles (https://www.openpolicyagent.org/docs/rest-api#get-a-document-with-input), in place of the
/// engine in this process. Whatever is not a well-formed answer of the same revision in time is an error: nothing is permitted, and the caller may ask again.
/// </summary>
/// <param name="endpoint">Base address of the server.</param>
/// <param name="http">Reaches it.</param>
/// <param name="timeout">How long one decision may take.</param>
internal sealed class OpaCompilation(Uri endpoint, HttpMessageInvoker http, TimeSpan timeout)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly Uri decision = new(endpoint, "/v1/data/platform/decision?provenance=true");

    public DecisionFunction Compile(Bundle bundle) => input => Ask(bundle.Manifest.Revision, input);

    private string? Ask(string revision, ReadOnlySpan<byte> input)
    {
        try
        {
            using var expiry = new CancellationTokenSource(timeout);
            using var request = new HttpRequestMessage(HttpMethod.Post, decision) { Content = new ByteArrayContent([.. "{\"input\":"u8, .. input, .. "}"u8]) { Headers = { ContentType = Json } } };
            using var response = http.Send(request, expiry.Token);
            using var body = JsonDocument.Parse(response.Content.ReadAsStream(expiry.Token));
            return response.IsSuccessStatusCode ? Result(body.RootElement, revision)
                : throw Unanswered($"the OPA server answered {(int)response.StatusCode}");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or OperationCanceledException or IOException)
        {
            throw Unanswered($"no answer of the OPA server: {e.Message}", e);
        }
    }

    private static PolicyEvaluationException Unanswered(string message, Exception? inner = null) => new(message, inner) { IsTransient = true };

    private static string? Result(JsonElement answer, string revision)
    {
        // The audit names the revision that decided; another one's decision must not pass for it.
        if (answer.TryGetProperty("provenance", out var provenance) && provenance.TryGetProperty("bundles", out var bundles))
        {
            foreach (var bundle in bundles.EnumerateObject())
            {
                if (bundle.Value.TryGetProperty("revision", out var used) && used.GetString() != revision)
                    throw Unanswered($"the OPA server decided by revision {used}, active is {revision}");
            }
        }

        return answer.TryGetProperty("result", out var result) ? result.GetRawText() : null;
    }
}
