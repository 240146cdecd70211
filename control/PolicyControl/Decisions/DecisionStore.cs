using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults.Storage;

namespace Platform.PolicyControl.Decisions;

/// <summary>Keeps the latest decisions. What it acknowledges is on disk; what it has already it does not add again.</summary>
internal sealed class DecisionStore(DecisionDb db, DecisionStoreOptions options)
{
    private static readonly Meter Meter = new("Platform");
    private static readonly Counter<long> Stored = Meter.CreateCounter<long>("zt_decision_log_stored_total");
    private static readonly Counter<long> Lost = Meter.CreateCounter<long>("zt_decision_log_reported_lost_total");

    /// <summary>Adds the events that are new, and drops the oldest beyond the bound.</summary>
    public async Task AppendAsync(string app, IReadOnlyList<DecisionEvent> events, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginWriteAsync("decisions", cancellation);
        var ids = events.Select(entry => entry.DecisionId).ToArray();
        var known = await db.Decisions.AsNoTracking().Where(entry => ids.Contains(entry.DecisionId)).Select(entry => entry.DecisionId).ToListAsync(cancellation);
        var sequence = await db.Decisions.MaxAsync(entry => (long?)entry.Sequence, cancellation) ?? 0;
        foreach (var entry in events.Where(entry => !known.Contains(entry.DecisionId)))
        {
            Stored.Add(1);
            Lost.Add(entry.Lost);
            db.Decisions.Add(Row(app, entry, ++sequence));
        }

        await db.SaveChangesAsync(cancellation);
        await db.Decisions.Where(entry => entry.Sequence <= sequence - options.EventsMax).ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static DecisionEntry Row(string app, DecisionEvent entry, long sequence) => new()
    {
        Sequence = sequence,
        DecisionId = entry.DecisionId,
        App = app,
        Time = entry.Timestamp,
        Action = Text(entry.Input, "action") ?? "",
        Outcome = entry.Result is { ValueKind: JsonValueKind.Object } result && result.TryGetProperty("allow", out var allow) && allow.ValueKind == JsonValueKind.True && entry.Error is null ? "permit" : "deny",
        TraceId = entry.TraceId,
        Revision = entry.Bundles.TryGetValue("platform", out var bundle) ? bundle.Revision : "",
        Lost = entry.Lost,
        Body = JsonSerializer.Serialize(entry, DecisionEventJson.Default.DecisionEvent),
    };

    private static string? Text(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } document && document.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>How much is kept.</summary>
internal sealed record DecisionStoreOptions
{
    /// <summary>The decisions kept; older ones go (<c>Decisions:EventsMax</c>).</summary>
    /// <value>100,000, about 150 MB.</value>
    public long EventsMax { get; init; } = 100_000;
}
