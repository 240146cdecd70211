namespace Aspire.Hosting.ApplicationModel;

/// <summary>All resources of the application.</summary>
public class DistributedApplicationModel(IResourceCollection resources)
{
    /// <summary>A model of the given resources.</summary>
    public DistributedApplicationModel(IEnumerable<IResource> resources)
        : this(Collect(resources))
    {
    }

    /// <summary>The resources.</summary>
    public IResourceCollection Resources { get; } = resources;

    private static ResourceCollection Collect(IEnumerable<IResource> resources)
    {
        var collection = new ResourceCollection();
        foreach (var resource in resources)
        {
            collection.Add(resource);
        }

        return collection;
    }
}
