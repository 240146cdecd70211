namespace Platform.Spool;

/// <summary>Where a spool lives and how large it may get.</summary>
public sealed record SpoolOptions
{
    /// <summary>Folder of the spool, used by one process at a time. Created with mode 0700.</summary>
    public required string Directory { get; init; }

    /// <summary>Bytes of records that are not acknowledged yet. An append beyond it is refused and counted as lost.</summary>
    /// <value>64 MiB.</value>
    public long BytesMax { get; init; } = 64L << 20;

    /// <summary>Size at which a new segment file is begun. A segment is deleted when all of it is acknowledged.</summary>
    /// <value>4 MiB.</value>
    public int SegmentBytes { get; init; } = 4 << 20;

    /// <summary>Largest single record.</summary>
    /// <value>1 MiB.</value>
    public int RecordBytesMax { get; init; } = 1 << 20;
}
