namespace Platform.Spool;

/// <summary>One record as it is read back.</summary>
/// <param name="Sequence">Counts appends from 1 without gaps, over restarts.</param>
/// <param name="Lost">How many records were refused or destroyed right before this one.</param>
/// <param name="Value">The record.</param>
public sealed record SpoolRecord<T>(long Sequence, long Lost, T Value);
