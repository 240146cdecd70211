namespace Aspire.Hosting.ApplicationModel;

/// <summary>Two resources belong together; shown to people, no effect on start or stop.</summary>
public sealed class ResourceRelationshipAnnotation(IResource resource, string type) : IResourceAnnotation
{
    /// <summary>The other resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary><c>WaitFor</c>, <c>Reference</c> or <c>Parent</c>, or a word of one's own.</summary>
    public string Type { get; } = type;
}
