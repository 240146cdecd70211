using System.Net.Http.Json;
using System.Text.Json;
using Platform.Dashboard.Callers;
using Platform.WorkloadIdentity;

namespace Platform.Dashboard.Resources;

/// <summary>Reads from other processes on behalf of the person who looks. What they are told is decided there, for them.</summary>
internal sealed partial class VisitorCalls(IServiceProvider services, ILogger<VisitorCalls> logger)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The answer, or null when this person is told nothing, or nobody answers.</summary>
    /// <param name="visitor">Who asks.</param>
    /// <param name="appId">Whom, for example <c>ledger</c>.</param>
    /// <param name="path">What.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<T?> ReadAsync<T>(Visitor visitor, string appId, string path, CancellationToken cancellation)
        where T : class
    {
        if (services.GetService<IHttpClientFactory>() is not { } clients)
        {
            return null;
        }

        using var client = clients.CreateClient(appId);
        if (client.BaseAddress is null)
        {
            return null;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Options.Set(CallCredentialsHandler.UserToken, visitor.UserToken);
        try
        {
            using var answer = await client.SendAsync(request, cancellation);
            return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<T>(Json, cancellation) : null;
        }
        catch (Exception e) when (e is HttpRequestException or TokenUnavailableException or TimeoutException)
        {
            LogSilent(logger, appId, e.Message);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{App} does not answer: {Reason}")]
    private static partial void LogSilent(ILogger logger, string app, string reason);
}
