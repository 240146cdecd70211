namespace Platform.Dashboard.Spans;

/// <summary>What the store holds and what it gave up.</summary>
internal readonly record struct SpanCounts(int Spans, int Traces, long Bytes, long Dropped, SpanLimits Limits);
