using System.Globalization;

namespace Platform.Dashboard.Spans;

/// <summary>The spans of a trace, each below the one that caused it, on one time axis of a thousand units.</summary>
internal sealed record Waterfall(string Title, TimeSpan Duration, IReadOnlyList<WaterfallRow> Rows)
{
    /// <summary>More rows are not drawn.</summary>
    public const int RowsMax = 500;

    private const double Axis = 1000;

    /// <param name="spans">By start; at least one.</param>
    public static Waterfall Of(IReadOnlyList<Span> spans)
    {
        var ids = spans.Select(span => span.SpanId).ToHashSet();
        var children = spans.ToLookup(span => ids.Contains(span.ParentId) && span.ParentId != span.SpanId ? span.ParentId : 0);
        var (first, last) = (spans.Min(span => span.Start), spans.Max(span => span.End));
        var scale = Axis / Math.Max(1.0, last - first);
        var rows = new List<WaterfallRow>();
        var seen = new HashSet<ulong>();
        // A stack and not recursion: how deep a trace is, its sender decides.
        var open = new Stack<(Span Span, int Depth)>(children[0].Reverse().Select(span => (span, 0)));
        while (open.TryPop(out var next) && rows.Count < RowsMax)
        {
            if (!seen.Add(next.Span.SpanId))
            {
                continue;
            }

            rows.Add(WaterfallRow.Of(next.Span, next.Depth, first, scale));
            foreach (var child in children[next.Span.SpanId].Reverse())
            {
                open.Push((child, next.Depth + 1));
            }
        }

        var root = rows.Count > 0 ? rows[0].Span : spans[0];
        return new($"{root.Service} {root.Name}", TimeSpan.FromTicks((long)((last - first) / 100)), rows);
    }
}

/// <summary>A line of a waterfall.</summary>
/// <param name="Span">The span.</param>
/// <param name="Depth">0 at a root.</param>
/// <param name="After">From the trace's begin.</param>
/// <param name="X">Where the bar begins, 0 to 1000.</param>
/// <param name="Width">How long it is.</param>
internal sealed record WaterfallRow(Span Span, int Depth, TimeSpan After, string X, string Width)
{
    private const double WidthMin = 2;

    /// <summary><c>permit</c> or <c>deny</c> of a decision, else null.</summary>
    public string? Verdict => Span.IsDecision ? Span.Attribute("policy.result") : null;

    /// <summary>The id of a decision, else null.</summary>
    public string? DecisionId => Span.Attribute("policy.decision_id");

    public string Label => Span.IsDecision ? $"decision {Span.Attribute("policy.action")}" : Span.Name;

    public string Tone => Verdict is { } verdict ? (verdict == "permit" ? "permit" : "deny") : Span.Failed ? "failed" : Span.Kind is 4 or 5 ? "message" : "";

    public static WaterfallRow Of(Span span, int depth, ulong first, double scale) => new(
        span, depth, TimeSpan.FromTicks((long)((span.Start - first) / 100)),
        Math.Min(1000 - WidthMin, (span.Start - first) * scale).ToString("0.##", CultureInfo.InvariantCulture),
        Math.Max(WidthMin, (span.End > span.Start ? span.End - span.Start : 0) * scale).ToString("0.##", CultureInfo.InvariantCulture));
}
