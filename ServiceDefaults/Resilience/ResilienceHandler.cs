using System.Net;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Platform.ServiceDefaults;

/// <summary>
/// Bounds every call: three seconds for an attempt, ten for all. Repeats a failed attempt twice, but only a call that may be repeated:
/// a safe method, or one marked <see cref="Idempotent"/>.
/// </summary>
public sealed class ResilienceHandler : DelegatingHandler
{
    /// <summary>Set it on a request whose repetition has no second effect.</summary>
    public static readonly HttpRequestOptionsKey<bool> Idempotent = new("platform.idempotent");

    private static readonly TimeSpan AttemptMax = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan TotalMax = TimeSpan.FromSeconds(10);

    private readonly ResiliencePipeline<HttpResponseMessage> once;
    private readonly ResiliencePipeline<HttpResponseMessage> repeated;

    /// <summary>Creates the handler.</summary>
    /// <param name="clock">Measures the time-outs and the pauses.</param>
    public ResilienceHandler(TimeProvider clock)
    {
        once = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }.AddTimeout(TotalMax).Build();
        repeated = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
            .AddTimeout(TotalMax)
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = 2,
                Delay = TimeSpan.FromMilliseconds(100),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = new PredicateBuilder<HttpResponseMessage>()
                    .Handle<HttpRequestException>()
                    .Handle<TimeoutRejectedException>()
                    .HandleResult(answer => answer.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout),
                OnRetry = failed =>
                {
                    failed.Outcome.Result?.Dispose();
                    return default;
                },
            })
            .AddTimeout(AttemptMax)
            .Build();
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // The handlers below change address and headers, so every attempt starts from the request as it was.
        var address = request.RequestUri;
        var repeatable = request.Content is null
            && (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || (request.Options.TryGetValue(Idempotent, out var marked) && marked));
        try
        {
            return await (repeatable ? repeated : once).ExecuteAsync(
                async cancellation =>
                {
                    request.RequestUri = address;
                    return await base.SendAsync(request, cancellation);
                },
                cancellationToken);
        }
        catch (TimeoutRejectedException e)
        {
            throw new TimeoutException($"no answer within {e.Timeout}", e);
        }
    }
}
