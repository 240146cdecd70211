using Platform.Rego.AspNetCore;

namespace Platform.ServiceDefaults.Audit;

/// <summary>What a process sends to the ledger: the oldest events of its spool.</summary>
/// <param name="Recorder">SPIFFE id of the process that wrote them; must be the one that sends them.</param>
/// <param name="Records">In the order of the spool.</param>
public sealed record AuditBatch(string Recorder, IReadOnlyList<SpooledEvent> Records);

/// <summary>One event, with what its spool says about it.</summary>
/// <param name="Sequence">Its place in the spool.</param>
/// <param name="Lost">How many events the spool had to refuse right before it.</param>
/// <param name="Event">The event.</param>
public sealed record SpooledEvent(long Sequence, long Lost, AuditEvent Event);

/// <summary>The ledger's answer: every event of the batch is on its disk.</summary>
/// <param name="Stored">Events that were new.</param>
/// <param name="Known">Events that it had already.</param>
public sealed record AuditReceipt(int Stored, int Known);
