namespace Platform.Dashboard.Spans;

/// <summary>One unit of work of a process, as its exporter sent it.</summary>
/// <param name="TraceId">16 bytes.</param>
/// <param name="SpanId">8 bytes.</param>
/// <param name="ParentId">8 bytes; 0 at the root.</param>
/// <param name="Service">The process, for example <c>records-dapr</c>.</param>
/// <param name="Name">For example <c>GET /patients/{id}</c>.</param>
/// <param name="Kind">OTLP's: 1 internal, 2 server, 3 client, 4 producer, 5 consumer.</param>
/// <param name="Start">Nanoseconds since 1970.</param>
/// <param name="End">Nanoseconds since 1970.</param>
/// <param name="Failed">Status error.</param>
/// <param name="Attributes">Those that may be kept.</param>
internal sealed record Span(
    UInt128 TraceId, ulong SpanId, ulong ParentId, string Service, string Name, int Kind, ulong Start, ulong End, bool Failed,
    IReadOnlyList<KeyValuePair<string, string>> Attributes)
{
    // An object with its references on 64 bits; texts count two bytes a character.
    private const int ObjectBytes = 160;
    private const int AttributeBytes = 64;

    public TimeSpan Duration => TimeSpan.FromTicks((long)((End > Start ? End - Start : 0) / 100));

    public DateTimeOffset StartTime => DateTimeOffset.UnixEpoch.AddTicks((long)(Start / 100));

    public bool IsDecision => Name == "policy.decide";

    public bool IsDenial => IsDecision && Attribute("policy.result") == "deny";

    /// <summary>About what it takes in memory.</summary>
    public int Bytes { get; } = ObjectBytes + (2 * Name.Length) + Attributes.Sum(attribute => AttributeBytes + (2 * attribute.Value.Length));

    public string? Attribute(string key)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Key == key)
            {
                return attribute.Value;
            }
        }

        return null;
    }
}
