namespace Aspire.Hosting.ApplicationModel;

/// <summary>A .NET project of the repository; what is started is its built executable.</summary>
public class ProjectResource(string name) : Resource(name),
    IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport, IComputeResource;
