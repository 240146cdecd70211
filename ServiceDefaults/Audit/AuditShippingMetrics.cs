using System.Diagnostics.Metrics;

namespace Platform.ServiceDefaults.Audit;

/// <summary>What the audit's way to the ledger looks like, in the meter <c>Platform</c>.</summary>
internal static class AuditShippingMetrics
{
    private static readonly Meter Meter = new("Platform");
    private static readonly Counter<long> ShippedEvents = Meter.CreateCounter<long>("zt_audit_shipped_total");
    private static readonly Counter<long> Failures = Meter.CreateCounter<long>("zt_audit_ship_fail_total");

    public static void Shipped(int events) => ShippedEvents.Add(events);

    public static void Failed() => Failures.Add(1);

    /// <summary>Events in the spool that the ledger has not acknowledged.</summary>
    public static void Watch(Func<long> waiting) => Meter.CreateObservableGauge("zt_audit_waiting", waiting);
}
