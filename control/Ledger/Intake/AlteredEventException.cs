namespace Platform.Ledger.Intake;

/// <summary>Two different events claim one id. The first stays; the batch with the second is refused as a whole.</summary>
public sealed class AlteredEventException(string id) : Exception($"event {id} is there already, and is another one");
