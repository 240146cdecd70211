namespace Platform.Dashboard.Spans;

/// <summary>Who calls whom, and who refused, from the spans that arrived last. Sidecars are a part of their apps; a message counts as a call over the broker.</summary>
internal sealed record Topology(IReadOnlyList<TopologyNode> Nodes, IReadOnlyList<TopologyCall> Calls)
{
    /// <summary>How many spans are looked at: about the last minutes under load.</summary>
    public const int Window = 20_000;

    // Where an app stands when it is there: people on the left, what they are about on the right, those who watch below.
    private static readonly Dictionary<string, (int Column, int Row)> s_places = new()
    {
        ["gateway"] = (0, 1), ["referrals"] = (1, 0), ["notifications"] = (1, 1), ["records"] = (2, 0),
        ["identity"] = (0, 2), ["policy"] = (1, 2), ["ledger"] = (2, 2), ["dashboard"] = (0, 0),
    };

    public static Topology Of(IReadOnlyList<Span> spans)
    {
        // Names of processes are few and interned, so each is looked at once.
        var apps = new Dictionary<string, string>(ReferenceEqualityComparer.Instance);
        // Ids are random, so one number stands for trace and span; a collision is found out by the trace.
        var owners = new Dictionary<ulong, (UInt128 Trace, string App)>(spans.Count);
        foreach (var span in spans)
        {
            owners[Key(span.TraceId, span.SpanId)] = (span.TraceId, App(span));
        }

        var calls = new Dictionary<(string, string), (int Count, int Failures)>();
        var denials = new Dictionary<string, int>();
        foreach (var span in spans)
        {
            var app = App(span);
            if (span.IsDenial)
            {
                denials[app] = denials.GetValueOrDefault(app) + 1;
            }

            if (span.ParentId != 0 && owners.TryGetValue(Key(span.TraceId, span.ParentId), out var caller) && caller.Trace == span.TraceId && caller.App != app)
            {
                var (count, failures) = calls.GetValueOrDefault((caller.App, app));
                calls[(caller.App, app)] = (count + 1, failures + (span.Failed || span.Attribute("http.response.status_code") is ['4' or '5', ..] ? 1 : 0));
            }
        }

        static ulong Key(UInt128 trace, ulong span) => span + ((ulong)trace * 0x9E3779B97F4A7C15);

        string App(Span span)
        {
            if (!apps.TryGetValue(span.Service, out var app))
            {
                apps[span.Service] = app = ProcessName.App(span.Service);
            }

            return app;
        }

        return new(
            [.. s_places.Select(place => new TopologyNode(place.Key, 30 + (place.Value.Column * 400), 30 + (place.Value.Row * 140), denials.GetValueOrDefault(place.Key)))],
            [.. calls.Where(call => s_places.ContainsKey(call.Key.Item1) && s_places.ContainsKey(call.Key.Item2))
                .OrderBy(call => call.Key.Item1, StringComparer.Ordinal).ThenBy(call => call.Key.Item2, StringComparer.Ordinal)
                .Select(call => new TopologyCall(call.Key.Item1, call.Key.Item2, call.Value.Count, call.Value.Failures))]);
    }
}

/// <summary>An app in the picture, and how many decisions of it were denials.</summary>
internal sealed record TopologyNode(string App, int X, int Y, int Denials)
{
    public const int Width = 200;
    public const int Height = 70;
}

/// <summary>Calls from one app to another; the refused and the failed are those with an answer of 400 or more.</summary>
internal sealed record TopologyCall(string From, string To, int Count, int Refused)
{
    /// <summary>Tokens, bundles, logs: everybody asks for them all the time, which is not what people look for in the picture.</summary>
    public bool IsUpkeep => To is "identity" or "policy" or "ledger";
}
