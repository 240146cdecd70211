namespace Dapr;

/// <summary>Endpoint metadata: the route takes the messages of a topic. The name and members are Dapr.AspNetCore's.</summary>
public interface ITopicMetadata
{
    /// <summary>The topic.</summary>
    string Name { get; }

    /// <summary>The component that delivers it.</summary>
    string PubsubName { get; }

    /// <summary>The CEL expression that selects messages for this route; null for the default route.</summary>
    string? Match { get; }

    /// <summary>The order in which matches are tried, lowest first.</summary>
    int Priority { get; }
}
