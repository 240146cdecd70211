namespace Platform.AppHost.Topology;

/// <summary>A folder of this repository that a process reads. In a cluster its files travel with the manifests.</summary>
/// <param name="Source">The name of the ConfigMap that holds them.</param>
/// <param name="Local">Where it is on this machine.</param>
internal sealed record GivenFolder(string Source, string Local) : IValueProvider, IManifestExpressionProvider
{
    /// <summary>Where a container sees it.</summary>
    public string MountPath => $"/etc/platform/{Source}";

    public string ValueExpression => $"{{{Source}.folder}}";

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(Local);
}
