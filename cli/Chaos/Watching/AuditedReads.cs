using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Cli.Chaos.Load;

namespace Platform.Cli.Chaos.Watching;

/// <summary>What the ledger has of the patients who are told. What was there before the experiment does not count.</summary>
internal sealed class AuditedReads(Person auditor, Patients patients, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly Dictionary<string, long> before = [];

    /// <summary>Remembers where the ledger is.</summary>
    public async Task BeginAsync(CancellationToken cancellation)
    {
        foreach (var patient in patients.All)
            before[patient.Id] = (await PageAsync(patient.Id, null, cancellation)).Sequences.FirstOrDefault();
    }

    /// <summary>Waits until the spools have been shipped, as long as more arrive, and counts.</summary>
    public async Task<Invariant> CountAsync(int accepted, TimeSpan stalledMax, CancellationToken cancellation)
    {
        var expected = Enumerable.Range(0, accepted).CountBy(i => patients.PatientOf(i).Id).ToDictionary(StringComparer.Ordinal);
        var found = new Dictionary<string, IReadOnlyList<string>>();
        try
        {
            await Until.GrownAsync(
                async () =>
                {
                    if (found.Count > 0)
                        await Task.Delay(Pause, clock, cancellation);
                    foreach (var (id, told) in expected)
                    {
                        if (!found.TryGetValue(id, out var reads) || reads.Count < told)
                            found[id] = await ReadAsync(id, cancellation);
                    }
                    return AuditTally.Of(expected, found).Found;
                },
                accepted, $"{accepted} reads are in the ledger", stalledMax, clock, cancellation);
            return AuditTally.Of(expected, found).Invariant;
        }
        catch (ChaosException stalled)
        {
            var counted = AuditTally.Of(expected, found).Invariant;
            return counted with { Held = false, Observed = $"{counted.Observed}; {stalled.Message}" };
        }
    }

    private async Task<IReadOnlyList<string>> ReadAsync(string id, CancellationToken cancellation)
    {
        var found = new List<string>();
        long? next = null;
        do
        {
            var page = await PageAsync(id, next, cancellation);
            found.AddRange(page.Reads.Where(read => read.Sequence > before[id]).Select(read => read.Decision));
            next = page.Sequences.LastOrDefault() > before[id] ? page.Next : null;
        }
        while (next is not null);
        return found;
    }

    private async Task<Page> PageAsync(string id, long? next, CancellationToken cancellation)
    {
        var query = next is { } end ? string.Create(CultureInfo.InvariantCulture, $"?before={end}") : "";
        var page = await auditor.ReadAsync("GET", $"/audit/patients/{Uri.EscapeDataString(id)}{query}", cancellation);
        var items = page["items"]!.AsArray().OfType<JsonNode>().ToList();
        return new Page(
            [.. items.Select(item => (long)item["sequence"]!)],
            [.. items.Where(item => (string?)item["action"] == AuditTally.Action && (string?)item["outcome"] == "permit")
                .Select(item => ((long)item["sequence"]!, (string)item["decisionId"]!))],
            (long?)page["next"]);
    }

    private sealed record Page(IReadOnlyList<long> Sequences, IReadOnlyList<(long Sequence, string Decision)> Reads, long? Next);
}
