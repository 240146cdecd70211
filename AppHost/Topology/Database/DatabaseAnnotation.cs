namespace Platform.AppHost.Topology.Database;

/// <summary>Who has a database in the server.</summary>
internal sealed class DatabaseAnnotation(IReadOnlyList<DatabaseRole> roles) : IResourceAnnotation
{
    public IReadOnlyList<DatabaseRole> Roles { get; } = roles;
}
