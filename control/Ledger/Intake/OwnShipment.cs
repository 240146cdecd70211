using Platform.ServiceDefaults.Audit;

namespace Platform.Ledger.Intake;

/// <summary>The ledger's own audit goes the same way as everybody's, without the network.</summary>
internal sealed class OwnShipment(IServiceScopeFactory scopes) : AuditShipment
{
    public override async Task<AuditReceipt> ShipAsync(AuditBatch batch, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            return await scope.ServiceProvider.GetRequiredService<LedgerStore>().AppendAsync(batch, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever it is, the events stay in the spool and are tried again.
            throw new AuditShipmentException($"the ledger's own events were not stored: {e.Message}", e);
        }
    }
}
