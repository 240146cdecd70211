namespace Platform.ServiceDefaults.Storage;

/// <summary>The database was made by a newer release than this one, which therefore must not touch it.</summary>
public sealed class SchemaTooNewException(int found, int known)
    : InvalidOperationException($"the database has schema version {found}, this release knows {known}; start the newer release or restore a backup")
{
    /// <summary>The version that the database has.</summary>
    public int Found { get; } = found;

    /// <summary>The newest version that this release knows.</summary>
    public int Known { get; } = known;
}
