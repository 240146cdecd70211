
namespace Platform.Cli.Demo;

/// <summary>Which trace an answer belongs to, and whether it is whole.</summary>
internal static class Traces
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>The trace id of the header <c>traceresponse</c> (W3C Trace Context Level 2), or null.</summary>
    public static string? IdOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("traceresponse", out var values) && values.First().Split('-') is [_, { Length: 32 } traceId, ..] ? traceId : null;

    /// <summary>Waits until the spans of all these services are written, and says what the trace holds; what is missing at the deadline is missing.</summary>
    public static async Task<JourneyReport> CollectAsync(string state, string traceId, IReadOnlyCollection<string> services, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var spans = TraceFiles.Read(state, traceId);
            var present = spans.Select(span => span.Service).Distinct().Order(StringComparer.Ordinal).ToList();
            var whole = services.All(present.Contains) && IsConnected(spans);
            if (whole || TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                var decisions = spans.Count(span => span.Name == "policy.decide");
                return new JourneyReport(whole && decisions > 0, traceId, present, spans.Count, decisions);
            }
            await Task.Delay(Pause, cancellation);
        }
    }

    // One root, and no span whose parent was not written.
    private static bool IsConnected(IReadOnlyList<TraceSpan> spans)
    {
        var ids = spans.Select(span => span.SpanId).ToHashSet();
        return spans.Count(span => span.ParentSpanId.Length == 0) == 1 && spans.All(span => span.ParentSpanId.Length == 0 || ids.Contains(span.ParentSpanId));
    }
}
