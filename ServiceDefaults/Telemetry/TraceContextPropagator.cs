using System.Diagnostics;

namespace Platform.ServiceDefaults;

/// <summary>
/// W3C trace context without baggage: baggage has no integrity and would carry whatever a caller put there to everybody behind us.
/// An edge process does not continue foreign traces either.
/// </summary>
internal sealed class TraceContextPropagator(bool continues) : DistributedContextPropagator
{
    private readonly DistributedContextPropagator inner = CreateW3CPropagator();

    public override IReadOnlyCollection<string> Fields { get; } = ["traceparent", "tracestate"];

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        if (setter is not null)
        {
            inner.Inject(activity, carrier, (target, name, value) =>
            {
                if (name is "traceparent" or "tracestate")
                {
                    setter(target, name, value);
                }
            });
        }
    }

    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        traceId = traceState = null;
        if (continues)
        {
            inner.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);
        }
    }

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;
}
