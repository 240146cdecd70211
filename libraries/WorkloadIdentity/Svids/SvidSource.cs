using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.WorkloadIdentity;

/// <summary>
/// The identity of this process: bootstraps with the one-time proof, keeps the SVID in the state folder, renews it at half its life.
/// While there is none, everything that needs it waits or refuses.
/// </summary>
public sealed partial class SvidSource(WorkloadIdentityOptions options, SvidIssuer issuer, TimeProvider clock, ILogger<SvidSource> logger) : BackgroundService
{
    private static readonly TimeSpan s_retryFirst = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_retryMax = TimeSpan.FromSeconds(5);
    private readonly SvidStore _store = new(options.StateDirectory);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource _forgotten = new();
    private Svid? _current;
    private TrustBundle? _bundle;

    /// <summary>Raised after the SVID was replaced, with the new one. What is bound to the old key should be dropped.</summary>
    public event Action<Svid>? Rotated;

    /// <summary>Who this process is, also before it could prove it.</summary>
    public SpiffeId Id => options.Id;

    /// <summary>True while a valid SVID is held.</summary>
    public bool IsReady => _current is { } svid && svid.NotAfter > clock.GetUtcNow();

    /// <summary>The current SVID.</summary>
    /// <exception cref="SvidUnavailableException">There is none yet, or it expired and could not be renewed.</exception>
    public Svid Current => IsReady ? _current! : throw new SvidUnavailableException($"{Id} holds no valid SVID");

    /// <summary>The current leaf with its key.</summary>
    /// <exception cref="SvidUnavailableException">As for <see cref="Current"/>.</exception>
    public X509Certificate2 Certificate => Current.Certificate;

    /// <summary>The certificates between leaf and trust bundle.</summary>
    /// <exception cref="SvidUnavailableException">As for <see cref="Current"/>.</exception>
    public X509Certificate2Collection Chain => Current.Intermediates;

    /// <summary>The authorities of the trust domain.</summary>
    /// <exception cref="SvidUnavailableException">They are not known yet.</exception>
    public TrustBundle TrustBundle => _bundle ??= issuer.TrustBundle;

    /// <summary>Completes when the first SVID is held.</summary>
    public Task ReadyAsync(CancellationToken cancellationToken = default) => _ready.Task.WaitAsync(cancellationToken);

    /// <summary>Replaces the SVID now, whatever its age.</summary>
    /// <exception cref="SvidUnavailableException">Nothing was issued; the old one stays.</exception>
    public async Task RenewAsync(CancellationToken cancellationToken = default)
    {
        using var request = new SvidRequest();
        var issued = await issuer.IssueAsync(request.Pem, IsReady ? _current : null, cancellationToken);
        Accept(request.Complete(issued.CertificateChain), save: true);
    }

    /// <summary>Drops the SVID, because it was revoked. A proof that was not used yet makes another; until then this process proves nothing.</summary>
    public void Forget()
    {
        _current = null;
        _store.Delete();
        Interlocked.Exchange(ref _forgotten, new()).Cancel();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _forgotten.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = s_retryFirst;
        while (!stoppingToken.IsCancellationRequested)
        {
            using var pausing = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, _forgotten.Token);
            try
            {
                if (_current is null && _store.Load() is { } kept && IsOurs(kept))
                {
                    Accept(kept, save: false);
                }
                else
                {
                    await RenewAsync(stoppingToken);
                }

                pause = s_retryFirst;
                await Task.Delay(UntilHalfLife(), clock, pausing.Token);
            }
            catch (Exception e) when (e is SvidUnavailableException or InvalidDataException or IOException or UnauthorizedAccessException or CryptographicException)
            {
                LogUnavailable(logger, Id, e.Message);
                await Task.Delay(pause, clock, stoppingToken);
                pause = pause * 2 < s_retryMax ? pause * 2 : s_retryMax;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (OperationCanceledException) when (_current is null)
            {
                // It was forgotten: the next round asks for another.
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{SpiffeId} has no new SVID: {Reason}")]
    private static partial void LogUnavailable(ILogger logger, SpiffeId spiffeId, string reason);

    [LoggerMessage(2, LogLevel.Information, "{SpiffeId} holds an SVID until {NotAfter:O}")]
    private static partial void LogHeld(ILogger logger, SpiffeId spiffeId, DateTimeOffset notAfter);

    private void Accept(Svid svid, bool save)
    {
        if (!IsOurs(svid))
        {
            throw new InvalidDataException($"the issued certificate is not a valid SVID of {Id}");
        }

        if (save)
        {
            _store.Save(svid);
        }

        _current = svid;
        LogHeld(logger, svid.Id, svid.NotAfter);
        _ready.TrySetResult();
        Rotated?.Invoke(svid);
    }

    private bool IsOurs(Svid svid) =>
        new SvidValidation(TrustBundle, options.TrustDomain, clock).Validate(svid.Certificate, svid.Intermediates) is { IsValid: true } valid && valid.Id == Id;

    private TimeSpan UntilHalfLife()
    {
        if (_current is not { } svid)
        {
            return TimeSpan.Zero;
        }

        var remaining = svid.NotBefore + ((svid.NotAfter - svid.NotBefore) / 2) - clock.GetUtcNow();
        return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
    }
}
