using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.WorkloadIdentity;

/// <summary>
/// The keys that access tokens are verified with. They are fetched on a schedule and never because of a request:
/// a token with an unknown `kid` is refused and causes no traffic. Identity publishes a key before it signs with it.
/// </summary>
public sealed partial class SigningKeySet(SigningKeySource source, TimeProvider clock, ILogger<SigningKeySet> logger) : BackgroundService
{
    /// <summary>How often the keys are fetched.</summary>
    /// <value>60 seconds.</value>
    public static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(60);

    private const int MaxKeys = 16;
    private static readonly TimeSpan s_retryFirst = TimeSpan.FromMilliseconds(200);
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FrozenDictionary<string, VerificationKey> _keys = FrozenDictionary<string, VerificationKey>.Empty;

    /// <summary>True once keys are known.</summary>
    public bool IsLoaded => _keys.Count > 0;

    /// <summary>Completes when keys are known.</summary>
    public Task LoadedAsync(CancellationToken cancellationToken = default) => _loaded.Task.WaitAsync(cancellationToken);

    /// <summary>Fetches now.</summary>
    /// <exception cref="HttpRequestException">The keys could not be fetched.</exception>
    /// <exception cref="InvalidDataException">The answer holds no usable key.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken = default)
    {
        _keys = Read(await source.FetchAsync(cancellationToken));
        _loaded.TrySetResult();
    }

    internal VerificationKey? Find(string keyId) => _keys.GetValueOrDefault(keyId);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var retry = s_retryFirst;
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = RefreshInterval;
            try
            {
                await RefreshAsync(stoppingToken);
                retry = s_retryFirst;
            }
            catch (Exception e) when (e is HttpRequestException or InvalidDataException or JsonException or SvidUnavailableException
                || (e is OperationCanceledException && !stoppingToken.IsCancellationRequested))
            {
                LogStale(logger, e.Message);
                pause = retry;
                retry = retry * 2 < RefreshInterval ? retry * 2 : RefreshInterval;
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "signing keys were not refreshed: {Reason}")]
    private static partial void LogStale(ILogger logger, string reason);

    private static FrozenDictionary<string, VerificationKey> Read(string jwks)
    {
        using var document = JsonDocument.Parse(jwks, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
        var keys = new Dictionary<string, VerificationKey>(StringComparer.Ordinal);
        if (document.RootElement.TryGetProperty("keys", out var list) && list.ValueKind == JsonValueKind.Array)
        {
            foreach (var jwk in list.EnumerateArray().Take(MaxKeys))
            {
                if (CompactJws.Text(jwk, "kid") is { Length: > 0 } keyId && JsonWebKeys.TryRead(jwk, out var key))
                {
                    using (key)
                    {
                        keys[keyId] = new VerificationKey(key.ExportParameters(includePrivateParameters: false));
                    }
                }
            }
        }

        return keys.Count > 0 ? keys.ToFrozenDictionary(StringComparer.Ordinal) : throw new InvalidDataException("the key set holds no P-256 key with a kid");
    }
}
