namespace Platform.AppHost.Topology;

/// <summary>The resource is the sidecar of an app.</summary>
/// <param name="appId">Whose calls it carries.</param>
/// <param name="app">The app.</param>
/// <param name="accessFile">Dapr's Configuration: who may call which operation of the app.</param>
internal sealed class SidecarAnnotation(string appId, ProjectResource app, string accessFile) : IResourceAnnotation
{
    public string AppId { get; } = appId;

    public ProjectResource App { get; } = app;

    public string AccessFile { get; } = accessFile;
}
