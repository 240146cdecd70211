using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.WorkloadIdentity;

namespace Platform.ServiceDefaults.Storage;

/// <summary>Opens the service's database the same way everywhere: for PostgreSQL one pool, over TLS to a server that was verified.</summary>
public sealed class DatabaseConnections : IAsyncDisposable
{
    /// <summary>App-id in the SVID of the platform's own server.</summary>
    public const string ServerAppId = "database";

    private readonly ServiceDatabase database;
    private readonly Lazy<NpgsqlDataSource> pool;

    /// <param name="database">Where it is.</param>
    /// <param name="services">Has the SVID, where the server asks for it.</param>
    public DatabaseConnections(ServiceDatabase database, IServiceProvider services)
    {
        this.database = database;
        pool = new(() => Pool(database, services));
    }

    /// <summary>What the service was given.</summary>
    public ServiceDatabase Database => database;

    /// <summary>Lets a context use the database.</summary>
    public void Configure(DbContextOptionsBuilder options)
    {
        if (database.Provider == DatabaseProvider.Sqlite)
            options.UseSqlite(database.ConnectionString).AddInterceptors(SqliteManners.Instance);
        else
            options.UseNpgsql(pool.Value);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => pool.IsValueCreated ? pool.Value.DisposeAsync() : default;

    private static NpgsqlDataSource Pool(ServiceDatabase database, IServiceProvider services)
    {
        var builder = new NpgsqlDataSourceBuilder(database.ConnectionString);
        if (database.ServerHasSvid)
        {
            var own = services.GetRequiredService<SvidSource>();
            var svids = services.GetRequiredService<SvidValidation>();
            // Asked at every handshake, so that a new connection presents the certificate of the day.
            builder.UseSslClientAuthenticationOptionsCallback(tls => MutualTls.Apply(tls, own, svids, own.Id.Sibling(ServerAppId)));
        }

        return builder.Build();
    }
}
