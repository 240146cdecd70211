using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Rego.AspNetCore;
using Platform.Spool;
using Platform.WorkloadIdentity;

namespace Platform.ServiceDefaults.Audit;

/// <summary>
/// Takes the audit spool to the ledger, oldest first, and acknowledges only what the ledger has on its disk. While the ledger is away the spool grows; no
/// request waits for this. A process that dies between the ledger's answer and the acknowledgement ships the same events again, which the ledger knows by id.
/// </summary>
internal sealed partial class AuditShipping(
    AuditTrail audit, WorkloadIdentityOptions identity, TimeProvider clock, ILogger<AuditShipping> logger, AuditShipment? shipment = null) : BackgroundService
{
    private const int RecordsMax = 200;
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(15);

    /// <summary>Ships one batch; returns how many events it held.</summary>
    /// <exception cref="AuditShipmentException">It stays in the spool.</exception>
    /// <exception cref="SpoolException">The spool cannot be read.</exception>
    public async Task<int> ShipOnceAsync(CancellationToken cancellation)
    {
        var spool = audit.Spool;
        if (shipment is null || spool.LastSequence == spool.Acknowledged)
        {
            return 0;
        }

        var records = spool.Read(RecordsMax);
        if (records.Count == 0)
        {
            return 0;
        }

        var batch = new AuditBatch(identity.Id.ToString(), [.. records.Select(record => new SpooledEvent(record.Sequence, record.Lost, record.Value))]);
        await shipment.ShipAsync(batch, cancellation);
        spool.Acknowledge(records[^1].Sequence);
        AuditShippingMetrics.Shipped(records.Count);
        return records.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (shipment is null)
        {
            return;
        }

        AuditShippingMetrics.Watch(() => audit.Spool.LastSequence - audit.Spool.Acknowledged);
        var pause = Idle;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                pause = await ShipOnceAsync(stoppingToken) > 0 ? TimeSpan.Zero : Idle;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is AuditShipmentException or SpoolException or IOException or ArgumentOutOfRangeException)
            {
                AuditShippingMetrics.Failed();
                // One line when it begins, not one for each attempt.
                if (pause <= Idle)
                {
                    LogWaiting(logger, audit.Spool.LastSequence - audit.Spool.Acknowledged, e.Message);
                }

                pause = pause < Idle ? Idle : pause * 2 < PauseMax ? pause * 2 : PauseMax;
            }

            if (pause > TimeSpan.Zero && !await RestAsync(pause, stoppingToken))
            {
                return;
            }
        }
    }

    private async Task<bool> RestAsync(TimeSpan pause, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(pause, clock, stopping);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Waiting} audit events wait for the ledger: {Reason}")]
    private static partial void LogWaiting(ILogger logger, long waiting, string reason);
}
