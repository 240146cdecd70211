using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Running;

/// <summary>The facts about a process that are shown with the state of its resource.</summary>
internal static class ProcessProperties
{
    public const string Pid = "executable.pid";
    public const string Path = "executable.path";
    public const string Restarts = "restarts";
    public const string Frozen = "frozen";

    public static ImmutableArray<ResourcePropertySnapshot> Set(ImmutableArray<ResourcePropertySnapshot> properties, string name, object? value)
        => [.. properties.Where(property => property.Name != name), new(name, value)];

    public static object? Get(CustomResourceSnapshot state, string name) => state.Properties.FirstOrDefault(property => property.Name == name)?.Value;
}
