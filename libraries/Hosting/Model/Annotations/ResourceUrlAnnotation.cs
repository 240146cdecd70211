namespace Aspire.Hosting.ApplicationModel;

/// <summary>A URL that people are shown for a resource.</summary>
public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    /// <summary>The smaller, the earlier.</summary>
    public int? DisplayOrder;

    /// <summary>The URL.</summary>
    public required string Url { get; set; }

    /// <summary>What it is called; null shows the URL itself.</summary>
    public string? DisplayText { get; set; }

    /// <summary>The endpoint it was made from.</summary>
    public EndpointReference? Endpoint { get; init; }
}
