namespace Platform.Ledger.Data;

/// <summary>
/// One row. <see cref="Body"/> is the event and the truth; the columns beside it are copies to search by, and the chain is computed over the body and where
/// it came from.
/// </summary>
public sealed record LedgerEntry
{
    public required long Sequence { get; init; }
    public required string Id { get; init; }

    /// <summary>Who wrote the event: proved by its connection.</summary>
    public required string Recorder { get; init; }

    public required long SpoolSequence { get; init; }

    /// <summary>Events that the recorder's spool had to refuse right before this one.</summary>
    public required long Lost { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
    public required DateTimeOffset Time { get; init; }
    public required string Action { get; init; }
    public required string Outcome { get; init; }
    public required string Body { get; init; }
    public required string PreviousHash { get; init; }
    public required string Hash { get; init; }
}

/// <summary>Whom a row is about: what a patient's question is answered by.</summary>
public sealed record PatientEntry
{
    public required string PatientRef { get; init; }
    public required long Sequence { get; init; }
}
