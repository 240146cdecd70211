namespace Platform.Spool;

/// <summary>The files of a spool: segments, the lock, and the state (what is acknowledged and how much was lost).</summary>
internal sealed class SpoolLog : IDisposable
{
    private readonly Lock gate = new();
    private readonly SpoolOptions options;
    private readonly FileStream owner;
    private readonly List<Segment> segments;
    private SpoolState state;
    private FileStream? tail;
    private long lossToReport;
    private int pendingRecords;

    private SpoolLog(SpoolOptions options, FileStream owner, SpoolState state, List<Segment> segments)
    {
        this.options = options;
        this.owner = owner;
        this.state = state;
        this.segments = segments;
    }

    public string Directory => options.Directory;

    public long Durable { get; private set; }

    public long Acknowledged => state.Acknowledged;

    public long Lost => state.Lost;

    /// <summary>The last write failed and has not been repaired yet.</summary>
    public bool Damaged { get; private set; }

    /// <summary>Bytes of the records that are not acknowledged.</summary>
    public long PendingBytes { get; private set; }

    public static SpoolLog Open(SpoolOptions options)
    {
        PrivateFiles.CreateDirectory(options.Directory);
        FileStream owner;
        try
        {
            owner = PrivateFiles.Open(Path.Combine(options.Directory, "lock"), FileMode.OpenOrCreate, FileShare.None);
        }
        catch (IOException e)
        {
            throw new SpoolException($"the spool {options.Directory} is in use by another process", e);
        }

        try
        {
            var log = new SpoolLog(options, owner, SpoolState.Load(options.Directory), Segment.List(options.Directory));
            log.Recover();
            return log;
        }
        catch
        {
            owner.Dispose();
            throw;
        }
    }

    /// <summary>Writes the records and flushes them; returns the sequence of the first.</summary>
    public long Append(List<byte[]> payloads)
    {
        lock (gate)
        {
            var first = Durable + 1;
            Damaged = Damaged && !Repair();
            if (Damaged)
            {
                throw new SpoolException("an earlier failure of the disk is not repaired");
            }

            var file = TailFor(first);
            var bytes = Encode(first, payloads);
            try
            {
                RandomAccess.Write(file.SafeFileHandle, bytes, segments[^1].Bytes);
                RandomAccess.FlushToDisk(file.SafeFileHandle);
            }
            catch
            {
                // After a failed flush nobody knows what is on the disk: this group is cut off before anything else is written.
                Damaged = true;
                throw;
            }

            segments[^1].Bytes += bytes.Length;
            PendingBytes += bytes.Length;
            pendingRecords += payloads.Count;
            Durable += payloads.Count;
            lossToReport = 0;
            return first;
        }
    }

    public void CountLoss(long records)
    {
        lock (gate)
        {
            lossToReport += records;
            state = state with { Lost = state.Lost + records, LostUnreported = lossToReport };
            state.TrySave(options.Directory);
        }
    }

    public List<Frame> Read(int recordsMax)
    {
        lock (gate)
        {
            var frames = Unacknowledged(Durable, recordsMax);
            return frames.Count == Math.Min(recordsMax, pendingRecords)
                ? frames
                : throw new SpoolException($"{options.Directory} holds {pendingRecords} records, of which only {frames.Count} can be read back");
        }
    }

    /// <summary>Moves the acknowledged mark and deletes segments that lie before it; returns the bytes that became free.</summary>
    public long Acknowledge(long sequence)
    {
        lock (gate)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, Durable);
            if (sequence <= state.Acknowledged)
            {
                return 0;
            }

            var shipped = Unacknowledged(sequence, int.MaxValue);
            var freed = shipped.Sum(frame => (long)frame.Bytes);
            state = state with { Acknowledged = sequence };
            state.Save(options.Directory);
            DeleteAcknowledged();
            pendingRecords -= shipped.Count;
            PendingBytes -= freed;
            return freed;
        }
    }

    public void Dispose()
    {
        tail?.Dispose();
        owner.Dispose();
    }

    /// <summary>The first records between the acknowledged mark and a sequence.</summary>
    private List<Frame> Unacknowledged(long until, int recordsMax)
    {
        var frames = new List<Frame>();
        for (var i = 0; i < segments.Count && segments[i].First <= until && frames.Count < recordsMax; i++)
        {
            if (i + 1 == segments.Count || segments[i + 1].First > state.Acknowledged + 1)
            {
                frames.AddRange(segments[i].Read()
                    .Where(frame => frame.Sequence > state.Acknowledged && frame.Sequence <= until)
                    .Take(recordsMax - frames.Count));
            }
        }

        return frames;
    }

    private void Recover()
    {
        Durable = state.Acknowledged;
        lossToReport = state.LostUnreported;
        foreach (var segment in segments.ToArray())
        {
            if (segment.First > Durable + 1)
            {
                // Records between two segments are gone: destroyed by the disk or by a hand. They are counted, never silently skipped.
                var destroyed = segment.First - Durable - 1;
                lossToReport += destroyed;
                state = state with { Lost = state.Lost + destroyed, LostUnreported = lossToReport };
            }

            var frames = segment.Read();
            segment.Bytes = frames.Sum(frame => (long)frame.Bytes);
            var pending = frames.Where(frame => frame.Sequence > state.Acknowledged).ToArray();
            pendingRecords += pending.Length;
            PendingBytes += pending.Sum(frame => (long)frame.Bytes);
            Durable = Math.Max(Durable, segment.First + frames.Count - 1);
        }

        SetDamagedAside();
        CutTail();
        DeleteAcknowledged();
        state.Save(options.Directory);
    }

    /// <summary>Cuts off what lies after the last whole record: a write that was never promised to anybody.</summary>
    private void CutTail()
    {
        if (segments.Count == 0 || new FileInfo(segments[^1].Path).Length == segments[^1].Bytes)
        {
            return;
        }

        using var file = PrivateFiles.Open(segments[^1].Path, FileMode.Open);
        file.SetLength(segments[^1].Bytes);
        RandomAccess.FlushToDisk(file.SafeFileHandle);
    }

    /// <summary>
    /// Whole records behind a damaged one were promised: the disk has lost one, not the process. They are set aside for a person to look at,
    /// counted as lost, and their sequences are not given out again.
    /// </summary>
    private void SetDamagedAside()
    {
        if (segments.Count == 0 || segments[^1].LastBehindDamage() is not { } last || last <= Durable)
        {
            return;
        }

        var segment = segments[^1];
        PrivateFiles.Replace($"{segment.Path}.damaged", File.ReadAllBytes(segment.Path).AsSpan((int)segment.Bytes));
        var destroyed = last - Durable;
        lossToReport += destroyed;
        state = state with { Lost = state.Lost + destroyed, LostUnreported = lossToReport };
        Durable = last;
    }

    private bool Repair()
    {
        tail?.Dispose();
        tail = null;
        try
        {
            CutTail();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private FileStream TailFor(long first)
    {
        if (tail is not null && segments[^1].Bytes < options.SegmentBytes)
        {
            return tail;
        }

        tail?.Dispose();
        tail = null;
        if (segments.Count > 0 && segments[^1].Bytes < options.SegmentBytes && segments[^1].First + CountOf(segments[^1]) == first)
        {
            return tail = PrivateFiles.Open(segments[^1].Path, FileMode.Open);
        }

        var segment = Segment.Create(options.Directory, first);
        tail = PrivateFiles.Open(segment.Path, FileMode.Create);
        PrivateFiles.FlushDirectory(options.Directory);
        segments.Add(segment);
        return tail;
    }

    private static int CountOf(Segment segment) => segment.Read().Count;

    private byte[] Encode(long first, List<byte[]> payloads)
    {
        var bytes = new byte[payloads.Sum(payload => Frame.HeaderBytes + payload.Length)];
        var at = 0;
        for (var i = 0; i < payloads.Count; i++)
        {
            var frame = new Frame(first + i, i == 0 ? lossToReport : 0, payloads[i]);
            frame.Write(bytes.AsSpan(at));
            at += frame.Bytes;
        }

        return bytes;
    }

    private void DeleteAcknowledged()
    {
        while (segments.Count > 1 && segments[1].First <= state.Acknowledged + 1)
        {
            File.Delete(segments[0].Path);
            segments.RemoveAt(0);
        }
    }
}
