namespace Platform.AppHost.Topology;

/// <summary>
/// A file that somebody gives to a process. On this machine the AppHost makes it and the value is its path; in a cluster whoever deploys makes it, and it is mounted.
/// </summary>
/// <param name="Source">What holds the file in a cluster: a Secret or a ConfigMap of this name.</param>
/// <param name="Key">The name of the file in it.</param>
/// <param name="IsSecret">Whether nobody else may read it.</param>
/// <param name="Local">Makes the file, at each start, and returns its path.</param>
internal sealed record GivenFile(string Source, string Key, bool IsSecret, Func<string> Local) : IValueProvider, IManifestExpressionProvider
{
    /// <summary>Whether it is a file of this repository, which travels with the manifests; else whoever deploys brings it.</summary>
    public bool IsOfRepository { get; init; }

    /// <summary>Where a container sees it.</summary>
    public string MountPath => $"/etc/platform/{Source}/{Key}";

    public string ValueExpression => $"{{{Source}.files.{Key}}}";

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(Local());
}
