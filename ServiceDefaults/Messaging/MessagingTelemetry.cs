using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>Spans and counters of messaging; no tag is derived from a patient.</summary>
internal static class MessagingTelemetry
{
    public const string SourceName = "Platform.Messaging";

    public static readonly ActivitySource Activities = new(SourceName);

    private static readonly Meter Meter = new("Platform");

    public static readonly Counter<long> Sent = Meter.CreateCounter<long>("platform.messages.sent");
    public static readonly Counter<long> Handled = Meter.CreateCounter<long>("platform.messages.handled");
    public static readonly Counter<long> Repeated = Meter.CreateCounter<long>("platform.messages.repeated");
    public static readonly Counter<long> Refused = Meter.CreateCounter<long>("platform.messages.refused");
}
