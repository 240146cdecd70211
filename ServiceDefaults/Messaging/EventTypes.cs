namespace Platform.ServiceDefaults.Messaging;

/// <summary>The events that this service sends.</summary>
public sealed class EventTypes(IEnumerable<EventType> published)
{
    private readonly Dictionary<Type, EventType> byClrType = published.ToDictionary(type => type.ClrType);
    private readonly Dictionary<string, EventType> byUrn = published.ToDictionary(type => type.Urn, StringComparer.Ordinal);

    /// <summary>The event type of a record.</summary>
    /// <exception cref="InvalidOperationException">The service does not publish it.</exception>
    public EventType PublishedAs(Type clrType) =>
        byClrType.TryGetValue(clrType, out var type) ? type : throw new InvalidOperationException($"{clrType.Name} is not an event that this service publishes");

    /// <summary>The event type of a URN.</summary>
    /// <exception cref="InvalidOperationException">The service does not publish it.</exception>
    public EventType PublishedAs(string urn) =>
        byUrn.TryGetValue(urn, out var type) ? type : throw new InvalidOperationException($"{urn} is not an event that this service publishes");
}
