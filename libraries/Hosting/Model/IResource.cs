namespace Aspire.Hosting.ApplicationModel;

/// <summary>A node of the application: inert data, a name and its annotations. What runs it reads them.</summary>
public interface IResource
{
    /// <summary>Unique in the application, ignoring case; 1–64 letters, digits and hyphens.</summary>
    string Name { get; }

    /// <summary>Everything known about the resource.</summary>
    ResourceAnnotationCollection Annotations { get; }
}
