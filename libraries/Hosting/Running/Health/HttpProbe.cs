using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.Hosting.Running;

/// <summary>Asks an endpoint how it is.</summary>
internal sealed class HttpProbe(EndpointReference endpoint, string path, int expectedStatus) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // One client for all probes. Redirects are answers, not directions.
    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = Patience,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
        ActivityHeadersPropagator = null,
    })
    {
        Timeout = Patience,
    };

    public string Path { get; } = path;

    public int ExpectedStatus { get; } = expectedStatus;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!endpoint.IsAllocated)
        {
            return HealthCheckResult.Unhealthy("no address yet");
        }

        var url = new Uri(new Uri(endpoint.Url), Path);
        try
        {
            using var answer = await Client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            return (int)answer.StatusCode == ExpectedStatus
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"GET {url} answered {(int)answer.StatusCode}, not {ExpectedStatus}");
        }
        catch (HttpRequestException error)
        {
            return HealthCheckResult.Unhealthy($"GET {url}: {error.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"GET {url} was not answered within {Patience.TotalSeconds} s");
        }
    }
}
