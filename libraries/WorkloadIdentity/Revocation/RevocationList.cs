using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.WorkloadIdentity;

/// <summary>
/// The revocations that this process knows of, fetched on a schedule and never because of a request. While there is none, or the last one is older than
/// <see cref="WorkloadIdentityOptions.RevocationsAgeMax"/>, nobody's credentials can be judged and every call is refused.
/// </summary>
public sealed partial class RevocationList(
    RevocationSource source, SvidSource svids, WorkloadIdentityOptions options, TimeProvider clock, ILogger<RevocationList> logger) : BackgroundService
{
    private static readonly TimeSpan s_retryFirst = TimeSpan.FromMilliseconds(200);
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Held? _held;

    /// <summary>What is known, however old.</summary>
    public RevocationSnapshot Current => source.Own ?? _held?.Snapshot ?? RevocationSnapshot.Empty;

    /// <summary>True while the list is recent enough to judge by.</summary>
    public bool IsFresh => source.Own is not null || _held is { } held && clock.GetUtcNow() - held.At <= options.RevocationsAgeMax;

    /// <summary>Completes when there is a list.</summary>
    public Task LoadedAsync(CancellationToken cancellationToken = default) => _loaded.Task.WaitAsync(cancellationToken);

    /// <summary>Fetches now.</summary>
    /// <exception cref="HttpRequestException">The list could not be fetched.</exception>
    /// <exception cref="InvalidDataException">It is older than the one that is known.</exception>
    /// <exception cref="SvidRevokedException">This process is on it.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken = default)
    {
        var asked = clock.GetUtcNow();
        var fetched = await source.FetchAsync(cancellationToken);
        if (fetched.Sequence < Current.Sequence)
        {
            throw new InvalidDataException($"list {fetched.Sequence} is older than list {Current.Sequence}");
        }

        // Dated when it was asked for: what happened while it was under way may not be in it.
        _held = new Held(fetched, asked);
        _loaded.TrySetResult();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var retry = s_retryFirst;
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = options.RevocationsRefresh;
            try
            {
                await RefreshAsync(stoppingToken);
                retry = s_retryFirst;
            }
            catch (SvidRevokedException e)
            {
                LogStale(logger, e.Message);
                svids.Forget();
            }
            catch (Exception e) when (e is HttpRequestException or InvalidDataException or JsonException or SvidUnavailableException
                || (e is OperationCanceledException && !stoppingToken.IsCancellationRequested))
            {
                LogStale(logger, e.Message);
                pause = retry;
                retry = retry * 2 < options.RevocationsRefresh ? retry * 2 : options.RevocationsRefresh;
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "revocations were not refreshed: {Reason}")]
    private static partial void LogStale(ILogger logger, string reason);

    private sealed record Held(RevocationSnapshot Snapshot, DateTimeOffset At);
}
