namespace Platform.Dashboard.Spans;

/// <summary>A trace as the list shows it.</summary>
/// <param name="Id">32 hexadecimal digits.</param>
/// <param name="Root">Name of the span that everything hangs on, or of the earliest that is there.</param>
/// <param name="RootService">Where it began.</param>
internal sealed record TraceSummary(
    string Id, string Root, string RootService, DateTimeOffset Start, TimeSpan Duration, int Spans, IReadOnlyList<string> Services, int Denials, int Failures)
{
    public static TraceSummary Of(StoredTrace trace)
    {
        Span? root = null;
        ulong start = ulong.MaxValue, end = 0;
        var services = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var span in trace.Spans)
        {
            start = Math.Min(start, span.Start);
            end = Math.Max(end, span.End);
            services.Add(ProcessName.App(span.Service));
            if (root is null || (span.ParentId == 0 && root.ParentId != 0) || (span.ParentId == 0) == (root.ParentId == 0) && span.Start < root.Start)
            {
                root = span;
            }
        }

        return new(
            SpanIds.Text(trace.Id), root!.Name, root.Service, root.StartTime, TimeSpan.FromTicks((long)((end - start) / 100)), trace.Count, [.. services],
            trace.Denials, trace.Failures);
    }
}
