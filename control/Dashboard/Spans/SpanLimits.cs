namespace Platform.Dashboard.Spans;

/// <summary>How much the store keeps; what is over goes, oldest first.</summary>
/// <param name="SpansMax">Spans.</param>
/// <param name="BytesMax">Bytes, as <see cref="Span.Bytes"/> counts them.</param>
internal sealed record SpanLimits(int SpansMax = 100_000, long BytesMax = 96L << 20);
