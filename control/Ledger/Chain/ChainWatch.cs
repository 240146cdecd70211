using System.Diagnostics.Metrics;
using Platform.Ledger.Data;

namespace Platform.Ledger.Chain;

/// <summary>Verifies the chain at the start and every five minutes. What it found once it does not forget until the process starts again.</summary>
internal sealed partial class ChainWatch(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ChainWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);
    private static readonly Meter Meter = new("Platform");
    private ChainState state = new(0, null);

    /// <summary>The newest finding.</summary>
    public ChainState State => Volatile.Read(ref state);

    /// <summary>Verifies now.</summary>
    public async Task<ChainState> VerifyAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var found = await ChainVerification.RunAsync(scope.ServiceProvider.GetRequiredService<LedgerDb>(), cancellation);
        if (found.FirstBad is { } sequence)
        {
            LogTampered(logger, sequence);
        }

        Volatile.Write(ref state, found);
        return found;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Meter.CreateObservableGauge("zt_audit_verified_seq", () => State.VerifiedSequence);
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            do
            {
                await VerifyAsync(stoppingToken);
            }
            while (State.FirstBad is null && await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends.
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "audit.tamper {Sequence}: this row is not what was written")]
    private static partial void LogTampered(ILogger logger, long sequence);
}
