namespace Platform.AppHost.Topology.Broker;

/// <summary>Who publishes what to whom. From this alone follow exchanges, queues, bindings, users and rights.</summary>
/// <param name="VirtualHost">The one virtual host.</param>
/// <param name="Events">Every event, by the name of its exchange.</param>
internal sealed record BrokerTopology(string VirtualHost, IReadOnlyList<PublishedEvent> Events)
{
    /// <summary>The messages of the platform.</summary>
    public static BrokerTopology Platform { get; } = new("/",
    [
        new("referrals", "referral-submitted", ["notifications"]),
        new("referrals", "referral-triaged", ["notifications"]),
        new("referrals", "referral-returned", ["notifications"]),
        new("referrals", "referral-booked", ["notifications"]),
        new("referrals", "referral-cancelled", ["notifications"]),
    ]);

    public IEnumerable<string> Producers => Events.Select(message => message.Producer).Distinct();

    public IEnumerable<string> Consumers => Events.SelectMany(message => message.Consumers).Distinct();

    /// <summary>The app-ids that have a user of their own.</summary>
    public IEnumerable<string> Services => Producers.Union(Consumers);
}

/// <param name="Producer">The only app-id that may publish it.</param>
/// <param name="Name">Lower-case words joined by hyphens.</param>
/// <param name="Consumers">The app-ids whose queue gets a copy.</param>
internal sealed record PublishedEvent(string Producer, string Name, IReadOnlyList<string> Consumers)
{
    /// <summary>For example <c>referrals.v1.referral-submitted</c>.</summary>
    public string Exchange => $"{Producer}.v1.{Name}";
}
