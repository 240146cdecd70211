namespace Platform.AppHost.Topology;

/// <summary>The resource is the sidecar of an app.</summary>
internal sealed class SidecarAnnotation(string appId) : IResourceAnnotation
{
    public string AppId { get; } = appId;
}
