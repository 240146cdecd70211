using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Spool;

namespace Platform.Rego.AspNetCore;

/// <summary>The durable audit of this process. When it cannot take an event, nothing that would need one is answered.</summary>
public sealed partial class AuditTrail : IAsyncDisposable
{
    private readonly DurableSpool<AuditEvent> spool;

    private AuditTrail(DurableSpool<AuditEvent> spool) => this.spool = spool;

    /// <summary>Whether an event would be taken now.</summary>
    public bool Accepting => spool.Accepting;

    /// <summary>The spool, for whoever ships the events.</summary>
    public DurableSpool<AuditEvent> Spool => spool;

    /// <summary>Opens the audit of a process.</summary>
    /// <exception cref="SpoolException">The spool cannot be opened.</exception>
    public static AuditTrail Open(SpoolOptions options) => new(DurableSpool<AuditEvent>.Open(options, AuditJson.Default.AuditEvent));

    /// <summary>Appends an event; returns when it is on disk.</summary>
    /// <exception cref="SpoolException">It is not.</exception>
    public Task AppendAsync(AuditEvent entry) => spool.AppendAsync(entry);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => spool.DisposeAsync();

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(AuditEvent))]
    private sealed partial class AuditJson : JsonSerializerContext;
}
