namespace Dapr;

/// <summary>Subscribes a route to a topic. The name and parameters are Dapr.AspNetCore's.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class TopicAttribute : Attribute, ITopicMetadata, IRawTopicMetadata, IOwnedOriginalTopicMetadata
{
    /// <summary>Every message of the topic, as a CloudEvent.</summary>
    /// <param name="pubsubName">The component.</param>
    /// <param name="name">The topic.</param>
    /// <param name="ownedMetadatas">Ids of metadata that belong to this subscription; default none.</param>
    /// <param name="metadataSeparator">Separates values of the same metadata; default a comma.</param>
    public TopicAttribute(string pubsubName, string name, string[]? ownedMetadatas = null, string? metadataSeparator = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(pubsubName);
        ArgumentException.ThrowIfNullOrEmpty(name);
        PubsubName = pubsubName;
        Name = name;
        OwnedMetadatas = ownedMetadatas ?? [];
        MetadataSeparator = metadataSeparator ?? ",";
    }

    /// <summary>As the first, with or without the CloudEvent around the payload.</summary>
    /// <param name="pubsubName">The component.</param>
    /// <param name="name">The topic.</param>
    /// <param name="enableRawPayload">True when the payload comes without a CloudEvent around it.</param>
    /// <param name="ownedMetadatas">Ids of metadata that belong to this subscription; default none.</param>
    /// <param name="metadataSeparator">Separates values of the same metadata; default a comma.</param>
    public TopicAttribute(string pubsubName, string name, bool enableRawPayload, string[]? ownedMetadatas = null, string? metadataSeparator = null)
        : this(pubsubName, name, ownedMetadatas, metadataSeparator) => EnableRawPayload = enableRawPayload;

    /// <summary>The messages that match an expression.</summary>
    /// <param name="pubsubName">The component.</param>
    /// <param name="name">The topic.</param>
    /// <param name="match">The CEL expression.</param>
    /// <param name="priority">The order in which expressions are tried, lowest first.</param>
    /// <param name="ownedMetadatas">Ids of metadata that belong to this subscription; default none.</param>
    /// <param name="metadataSeparator">Separates values of the same metadata; default a comma.</param>
    public TopicAttribute(string pubsubName, string name, string match, int priority, string[]? ownedMetadatas = null, string? metadataSeparator = null)
        : this(pubsubName, name, ownedMetadatas, metadataSeparator)
    {
        Match = match;
        Priority = priority;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string PubsubName { get; }

    /// <inheritdoc/>
    public new string? Match { get; }

    /// <inheritdoc/>
    public int Priority { get; }

    /// <inheritdoc/>
    public bool? EnableRawPayload { get; }

    /// <inheritdoc/>
    public string[] OwnedMetadatas { get; }

    /// <inheritdoc/>
    public string MetadataSeparator { get; }
}
