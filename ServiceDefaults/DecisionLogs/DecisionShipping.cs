using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Rego.AspNetCore;
using Platform.Spool;

namespace Platform.ServiceDefaults.DecisionLogs;

/// <summary>Takes the spool of decisions to the control plane, oldest first, and acknowledges only what is durable there. No request waits for this.</summary>
internal sealed partial class DecisionShipping(DecisionLog log, TimeProvider clock, ILogger<DecisionShipping> logger, DecisionShipment? shipment = null) : BackgroundService
{
    private const int EventsMax = 200;
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(15);

    /// <summary>Ships one batch; returns how many events it held.</summary>
    /// <exception cref="DecisionShipmentException">It stays in the spool.</exception>
    /// <exception cref="SpoolException">The spool cannot be read.</exception>
    public async Task<int> ShipOnceAsync(CancellationToken cancellation)
    {
        var spool = log.Spool;
        if (shipment is null || spool.LastSequence == spool.Acknowledged || spool.Read(EventsMax) is not { Count: > 0 } records)
        {
            return 0;
        }

        await shipment.ShipAsync([.. records.Select(record => record.Value with { Lost = record.Value.Lost + record.Lost })], cancellation);
        spool.Acknowledge(records[^1].Sequence);
        return records.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = Idle;
        while (!stoppingToken.IsCancellationRequested && shipment is not null)
        {
            try
            {
                pause = await ShipOnceAsync(stoppingToken) == EventsMax ? TimeSpan.FromMilliseconds(1) : Idle;
            }
            catch (Exception e) when (e is DecisionShipmentException or SpoolException or IOException or ArgumentOutOfRangeException)
            {
                if (pause <= Idle)
                {
                    LogWaiting(logger, log.Spool.LastSequence - log.Spool.Acknowledged, e.Message);
                }

                pause = pause * 2 < PauseMax ? pause * 2 : PauseMax;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(pause, clock, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Waiting} decisions wait for the control plane: {Reason}")]
    private static partial void LogWaiting(ILogger logger, long waiting, string reason);
}
