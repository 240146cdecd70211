namespace Platform.ServiceDefaults.Storage;

/// <summary>The databases that a service's schema exists for; also the names of the folders under <c>Schema/</c>.</summary>
public enum DatabaseProvider
{
    /// <summary>A file in the process's own folder.</summary>
    Sqlite,

    /// <summary>A server, over verified TLS.</summary>
    PostgreSql,
}
