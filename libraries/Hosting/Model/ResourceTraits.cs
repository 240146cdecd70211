namespace Aspire.Hosting.ApplicationModel
{
    /// <summary>The resource listens somewhere.</summary>
    public interface IResourceWithEndpoints : IResource;

    /// <summary>The resource is a process that takes environment variables.</summary>
    public interface IResourceWithEnvironment : IResource;

    /// <summary>The resource is a process that takes arguments.</summary>
    public interface IResourceWithArgs : IResource;

    /// <summary>The resource can wait for others before it starts.</summary>
    public interface IResourceWithWaitSupport : IResource;

    /// <summary>The resource is never started or stopped: it is a value.</summary>
    public interface IResourceWithoutLifetime : IResource;

    /// <summary>The resource computes: it would be deployed.</summary>
    public interface IComputeResource : IResource;

    /// <summary>The resource belongs to another one.</summary>
    public interface IResourceWithParent : IResource
    {
        /// <summary>The one it belongs to.</summary>
        IResource Parent { get; }
    }

    /// <summary>The resource belongs to another one of a known type.</summary>
    public interface IResourceWithParent<out T> : IResourceWithParent
        where T : IResource
    {
        /// <summary>The one it belongs to.</summary>
        new T Parent { get; }

        IResource IResourceWithParent.Parent => Parent;
    }
}

namespace Aspire.Hosting
{
    /// <summary>Others can find the endpoints of the resource by its name.</summary>
    public interface IResourceWithServiceDiscovery : ApplicationModel.IResourceWithEndpoints;
}
