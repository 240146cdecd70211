namespace Platform.Dashboard.Spans;

/// <summary>The latest spans of all processes, in memory, within <see cref="SpanLimits"/>. What is over them goes, oldest first, and is counted.</summary>
internal sealed class SpanStore(SpanLimits limits)
{
    private readonly Lock gate = new();
    private readonly Queue<Span> arrivals = [];
    private readonly Dictionary<UInt128, LinkedListNode<StoredTrace>> traces = [];
    private readonly LinkedList<StoredTrace> latest = [];
    private long bytes;
    private long dropped;

    public SpanCounts Counts
    {
        get
        {
            lock (gate)
            {
                return new(arrivals.Count, traces.Count, bytes, dropped, limits);
            }
        }
    }

    public void Add(IEnumerable<Span> spans)
    {
        lock (gate)
        {
            foreach (var span in spans)
            {
                Append(span);
            }

            while (arrivals.Count > limits.SpansMax || bytes > limits.BytesMax)
            {
                DropOldest();
            }
        }
    }

    /// <summary>The traces that got a span last, those first, that the condition keeps.</summary>
    public IReadOnlyList<TraceSummary> Latest(int count, Func<StoredTrace, bool>? keep = null)
    {
        lock (gate)
        {
            return [.. latest.Where(trace => keep?.Invoke(trace) ?? true).Take(count).Select(TraceSummary.Of)];
        }
    }

    /// <summary>The spans of a trace by start; empty when none is there.</summary>
    public IReadOnlyList<Span> Trace(UInt128 id)
    {
        lock (gate)
        {
            return traces.TryGetValue(id, out var node) ? [.. node.Value.Spans.OrderBy(span => span.Start)] : [];
        }
    }

    /// <summary>The spans that arrived last, oldest first.</summary>
    public IReadOnlyList<Span> Recent(int count)
    {
        lock (gate)
        {
            return [.. arrivals.Skip(Math.Max(0, arrivals.Count - count))];
        }
    }

    private void Append(Span span)
    {
        arrivals.Enqueue(span);
        bytes += span.Bytes;
        if (traces.TryGetValue(span.TraceId, out var node))
        {
            latest.Remove(node);
            latest.AddFirst(node);
        }
        else
        {
            traces[span.TraceId] = node = latest.AddFirst(new StoredTrace(span.TraceId));
        }

        node.Value.Add(span);
    }

    private void DropOldest()
    {
        var span = arrivals.Dequeue();
        bytes -= span.Bytes;
        dropped++;
        var node = traces[span.TraceId];
        node.Value.Drop();
        if (node.Value.Count == 0)
        {
            latest.Remove(node);
            traces.Remove(span.TraceId);
        }
    }
}
