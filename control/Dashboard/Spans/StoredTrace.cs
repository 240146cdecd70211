namespace Platform.Dashboard.Spans;

/// <summary>The spans of one trace that are still there, in the order of arrival, and the counts that lists show.</summary>
internal sealed class StoredTrace(UInt128 id)
{
    private readonly Queue<Span> spans = [];

    public UInt128 Id { get; } = id;

    public int Count => spans.Count;

    public int Denials { get; private set; }

    public int Failures { get; private set; }

    public IEnumerable<Span> Spans => spans;

    public void Add(Span span)
    {
        spans.Enqueue(span);
        Denials += span.IsDenial ? 1 : 0;
        Failures += span.Failed ? 1 : 0;
    }

    /// <summary>Gives up the oldest.</summary>
    public void Drop()
    {
        var span = spans.Dequeue();
        Denials -= span.IsDenial ? 1 : 0;
        Failures -= span.Failed ? 1 : 0;
    }
}
