namespace Platform.Ledger.Chain;

/// <summary>The ledger is not what was written, so nothing is answered from it and nothing added to it.</summary>
public sealed class LedgerTamperedException(long sequence) : Exception($"row {sequence} of the ledger is not what was written")
{
    /// <summary>The row.</summary>
    public long Sequence { get; } = sequence;
}
