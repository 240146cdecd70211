using MassTransit;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>A kind of event: who alone may send it, under which exchange, and for how long it may be acted on.</summary>
public sealed record EventType
{
    private EventType(Type clrType, string producer, string name)
    {
        ClrType = clrType;
        Producer = producer;
        Name = name;
        Urn = MessageUrn.ForTypeString(clrType);
    }

    /// <summary>The record in <c>services/Contracts</c>.</summary>
    public Type ClrType { get; }

    /// <summary>App-id of the only service that may send it.</summary>
    public string Producer { get; }

    /// <summary>Lower-case words joined by hyphens, for example <c>referral-submitted</c>.</summary>
    public string Name { get; }

    /// <summary><c>aud</c> of the envelope.</summary>
    public string Urn { get; }

    /// <summary>For example <c>referrals.v1.referral-submitted</c>.</summary>
    public string Exchange => $"{Producer}.v1.{Name}";

    /// <summary>How long it may be acted on after it was signed.</summary>
    /// <value>24 hours: a fact stays true, and an operator may need the night to bring a consumer back. Commands would have 5 minutes.</value>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>An event of a service.</summary>
    public static EventType Of<TEvent>(string producer, string name) where TEvent : class => new(typeof(TEvent), producer, name);
}
