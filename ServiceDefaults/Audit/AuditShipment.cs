namespace Platform.ServiceDefaults.Audit;

/// <summary>Takes a batch to where the audit is kept. Returns only when all of it is durable there.</summary>
public abstract class AuditShipment
{
    /// <summary>Ships a batch; a batch that was shipped before has no second effect.</summary>
    /// <exception cref="AuditShipmentException">The batch is not known to be durable.</exception>
    public abstract Task<AuditReceipt> ShipAsync(AuditBatch batch, CancellationToken cancellation);
}

/// <summary>A batch may not have arrived, so it stays in the spool.</summary>
public sealed class AuditShipmentException(string message, Exception? inner = null) : Exception(message, inner);
