using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Platform.Dashboard.Resources;

/// <summary>
/// The orchestrator's loopback API: resources, logs, commands. Its address and a token of this run are in the file that <c>Resources:ApiFile</c> names; it is
/// read at each call, so that a restarted orchestrator is found. Under another orchestrator there is no such file and no resources are shown.
/// </summary>
internal sealed class ResourceApi(IConfiguration configuration) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ActivityHeadersPropagator = null })
    {
        Timeout = TimeSpan.FromSeconds(15),
    };

    /// <summary>All resources, or null when no orchestrator answers.</summary>
    public async Task<IReadOnlyList<ResourceState>?> ListAsync(CancellationToken cancellation) =>
        await ReadAsync<ResourceState[]>("resources", cancellation);

    /// <summary>The last lines of a log, oldest first.</summary>
    public async Task<IReadOnlyList<LogLine>> LogAsync(string resource, int tail, CancellationToken cancellation)
    {
        using var answer = await SendAsync(HttpMethod.Get, FormattableString.Invariant($"resources/{Uri.EscapeDataString(resource)}/logs?tail={tail}"), cancellation);
        if (answer is not { IsSuccessStatusCode: true })
        {
            return [];
        }

        var text = await answer.Content.ReadAsStringAsync(cancellation);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<LogLine>(line, Json)).OfType<LogLine>()];
    }

    public async Task<CommandOutcome> CommandAsync(string resource, string command, CancellationToken cancellation)
    {
        using var answer = await SendAsync(HttpMethod.Post, $"resources/{Uri.EscapeDataString(resource)}/commands/{Uri.EscapeDataString(command)}", cancellation);
        return answer is null
            ? new(false, "The orchestrator does not answer.")
            : await answer.Content.ReadFromJsonAsync<CommandOutcome>(Json, cancellation) ?? new(false, "The orchestrator did not say how it went.");
    }

    public void Dispose() => client.Dispose();

    private async Task<T?> ReadAsync<T>(string path, CancellationToken cancellation)
        where T : class
    {
        using var answer = await SendAsync(HttpMethod.Get, path, cancellation);
        return answer is { IsSuccessStatusCode: true } ? await answer.Content.ReadFromJsonAsync<T>(Json, cancellation) : null;
    }

    private async Task<HttpResponseMessage?> SendAsync(HttpMethod method, string path, CancellationToken cancellation)
    {
        try
        {
            if (configuration["Resources:ApiFile"] is not { Length: > 0 } file
                || JsonSerializer.Deserialize<Address>(await File.ReadAllTextAsync(file, cancellation), Json) is not { } address)
            {
                return null;
            }

            using var request = new HttpRequestMessage(method, new Uri(new Uri(address.Url), path));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", address.Token);
            return await client.SendAsync(request, cancellation);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or JsonException || (e is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            // It is starting or ending: nothing to show is the truth.
            return null;
        }
    }

    private sealed record Address(string Url, string Token);
}
