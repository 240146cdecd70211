using Platform.Rego.AspNetCore;

namespace Platform.ServiceDefaults.DecisionLogs;

/// <summary>Takes events to where decisions are kept. Returns only when all of them are durable there; sending one again has no second effect.</summary>
public abstract class DecisionShipment
{
    /// <exception cref="DecisionShipmentException">The events are not known to be durable.</exception>
    public abstract Task ShipAsync(IReadOnlyList<DecisionEvent> events, CancellationToken cancellation);
}

/// <summary>Events may not have arrived, so they stay in the spool.</summary>
public sealed class DecisionShipmentException(string message, Exception? inner = null) : Exception(message, inner);
