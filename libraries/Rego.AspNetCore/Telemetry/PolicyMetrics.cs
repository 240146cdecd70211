using System.Diagnostics.Metrics;
using Platform.Rego.Bundles;

namespace Platform.Rego.AspNetCore;

/// <summary>Counters of the enforcement point, in the meter <c>Platform</c>. No label is ever derived from a patient.</summary>
internal static class PolicyMetrics
{
    private static readonly Meter Meter = new("Platform");
    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>("zt_bundle_reject_total");
    private static readonly Counter<long> Decisions = Meter.CreateCounter<long>("zt_decision_total");
    private static readonly Counter<long> Blocked = Meter.CreateCounter<long>("zt_audit_block_total");
    private static readonly Counter<long> Lost = Meter.CreateCounter<long>("zt_decision_log_lost_total");
    private static readonly Counter<long> Unauthenticated = Meter.CreateCounter<long>("zt_authn_fail_total");

    public static void BundleRefused(BundleRefusal reason) => Refusals.Add(1, new KeyValuePair<string, object?>("reason", reason.ToString()));

    public static void Decided(string action, string result) =>
        Decisions.Add(1, new("action", action), new KeyValuePair<string, object?>("result", result));

    public static void LogLost(long decisions) => Lost.Add(decisions);

    public static void AuditBlocked() => Blocked.Add(1);

    public static void CallerRefused(string reason) => Unauthenticated.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
