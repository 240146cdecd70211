using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Graph;

/// <summary>Who waits for whom. Start follows it, stop follows it backwards.</summary>
internal sealed class DependencyGraph
{
    private readonly Dictionary<IResource, IResource[]> _dependencies;

    private DependencyGraph(Dictionary<IResource, IResource[]> dependencies) => _dependencies = dependencies;

    /// <exception cref="DistributedApplicationException">Resources wait for each other in a circle; the message shows it.</exception>
    public static DependencyGraph Of(DistributedApplicationModel model)
    {
        var dependencies = model.Resources.ToDictionary(
            resource => resource,
            resource => resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource).Distinct().ToArray());
        var done = new HashSet<IResource>();
        foreach (var resource in model.Resources)
        {
            RefuseCircle(resource, dependencies, done, []);
        }

        return new(dependencies);
    }

    public IReadOnlyList<IResource> DependenciesOf(IResource resource) => _dependencies.GetValueOrDefault(resource, []);

    public IReadOnlyList<IResource> DependentsOf(IResource resource)
        => [.. _dependencies.Where(pair => pair.Value.Contains(resource)).Select(pair => pair.Key)];

    private static void RefuseCircle(
        IResource resource, Dictionary<IResource, IResource[]> dependencies, HashSet<IResource> done, List<IResource> path)
    {
        if (done.Contains(resource))
        {
            return;
        }

        var start = path.IndexOf(resource);
        if (start >= 0)
        {
            var circle = string.Join(" → ", path.Skip(start).Append(resource).Select(r => r.Name));
            throw new DistributedApplicationException($"Resources wait for each other in a circle: {circle}.");
        }

        path.Add(resource);
        foreach (var dependency in dependencies.GetValueOrDefault(resource, []))
        {
            RefuseCircle(dependency, dependencies, done, path);
        }

        path.RemoveAt(path.Count - 1);
        done.Add(resource);
    }
}
