namespace Platform.Rego.AspNetCore;

/// <summary>A service has routes without exactly one policy binding and must not start.</summary>
public sealed class UnboundRoutesException(IReadOnlyList<string> routes)
    : InvalidOperationException($"refusing to start: {string.Join("; ", routes)}")
{
    /// <summary>One sentence for each route at fault.</summary>
    public IReadOnlyList<string> Routes { get; } = routes;
}
