using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Platform.Ledger.Chain;
using Platform.Ledger.Data;
using Platform.ServiceDefaults.Audit;
using Platform.ServiceDefaults.Storage;

namespace Platform.Ledger.Intake;

/// <summary>Appends batches, whole or not at all. What it acknowledges is on disk; what it has already it does not add again.</summary>
internal sealed class LedgerStore(LedgerDb db, TimeProvider clock)
{
    private static readonly Meter Meter = new("Platform");
    private static readonly Counter<long> StoredEvents = Meter.CreateCounter<long>("zt_audit_stored_total");

    /// <summary>Adds the events that are new.</summary>
    /// <exception cref="AlteredEventException">An event has the id of another one that is there.</exception>
    /// <exception cref="LedgerTamperedException">The last row is not what was written.</exception>
    public async Task<AuditReceipt> AppendAsync(AuditBatch batch, CancellationToken cancellation)
    {
        // One at a time, over all processes: the next row needs the hash of the last.
        await using var transaction = await db.Database.BeginWriteAsync("ledger", cancellation);
        var known = await KnownAsync(batch, cancellation);
        var (sequence, hash) = await HeadAsync(cancellation);
        var stored = 0;
        foreach (var record in batch.Records)
        {
            var body = EventBody.Write(record.Event);
            if (known.TryGetValue(record.Event.Id, out var there))
            {
                // Compared as events: a newer release may spell more of them than the one that stored it.
                if (there.Recorder != batch.Recorder || EventBody.Write(EventBody.Read(there.Body)) != body)
                {
                    throw new AlteredEventException(record.Event.Id);
                }

                continue;
            }

            var entry = Entry(batch.Recorder, record, body, ++sequence, hash);
            hash = entry.Hash;
            stored++;
            db.Entries.Add(entry);
            db.Patients.AddRange(EventBody.PatientsOf(record.Event).Select(patient => new PatientEntry { PatientRef = patient, Sequence = entry.Sequence }));
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        StoredEvents.Add(stored);
        return new AuditReceipt(stored, batch.Records.Count - stored);
    }

    /// <summary>The last row, which must be what was written.</summary>
    /// <exception cref="LedgerTamperedException">It is not.</exception>
    public async Task<(long Sequence, string Hash)> HeadAsync(CancellationToken cancellation)
    {
        var head = await db.Entries.AsNoTracking().OrderByDescending(entry => entry.Sequence).FirstOrDefaultAsync(cancellation);
        return head switch
        {
            null => (0, HashChain.Genesis),
            _ when HashChain.IsWhole(head) => (head.Sequence, head.Hash),
            _ => throw new LedgerTamperedException(head.Sequence),
        };
    }

    private async Task<Dictionary<string, LedgerEntry>> KnownAsync(AuditBatch batch, CancellationToken cancellation)
    {
        var ids = batch.Records.Select(record => record.Event.Id).ToArray();
        return await db.Entries.AsNoTracking().Where(entry => ids.Contains(entry.Id)).ToDictionaryAsync(entry => entry.Id, cancellation);
    }

    private LedgerEntry Entry(string recorder, SpooledEvent record, string body, long sequence, string previous)
    {
        var entry = new LedgerEntry
        {
            Sequence = sequence,
            Id = record.Event.Id,
            Recorder = recorder,
            SpoolSequence = record.Sequence,
            Lost = record.Lost,
            ReceivedAt = clock.GetUtcNow(),
            Time = record.Event.Time,
            Action = record.Event.Action,
            Outcome = record.Event.Outcome,
            Body = body,
            PreviousHash = previous,
            Hash = "",
        };
        return entry with { Hash = HashChain.Of(entry) };
    }
}
