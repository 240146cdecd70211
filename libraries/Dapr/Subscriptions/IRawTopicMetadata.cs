namespace Dapr;

/// <summary>Endpoint metadata: whether payloads come without a CloudEvent around them. The name is Dapr.AspNetCore's.</summary>
public interface IRawTopicMetadata
{
    /// <summary>True for raw payloads; null when nothing was said, which means CloudEvents.</summary>
    bool? EnableRawPayload { get; }
}
