namespace Dapr;

/// <summary>Endpoint metadata: which metadata belongs to a subscription. The name is Dapr.AspNetCore's.</summary>
public interface IOwnedOriginalTopicMetadata
{
    /// <summary>Ids of the metadata.</summary>
    string[] OwnedMetadatas { get; }

    /// <summary>Separates values of the same metadata.</summary>
    string MetadataSeparator { get; }
}
