using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.ServiceDefaults.Storage;
using Platform.Testing;

namespace Platform.Tests.Domain;

/// <summary>A database of its own with nothing in it, of either provider.</summary>
public sealed class EmptyDatabase : IAsyncDisposable
{
    private readonly TemporaryDirectory folder = new();
    private readonly DatabaseProvider provider;
    private readonly string connection;
    private readonly NpgsqlDataSource? pool;

    private EmptyDatabase(DatabaseProvider provider, string? postgres)
    {
        this.provider = provider;
        connection = postgres ?? $"Data Source={folder["empty.db"]}";
        pool = postgres is null ? null : NpgsqlDataSource.Create(postgres);
    }

    /// <summary>Makes one; the test is skipped where there is no PostgreSQL for it.</summary>
    public static async Task<EmptyDatabase> CreateAsync(DatabaseProvider provider, PostgreSql server)
    {
        if (provider == DatabaseProvider.Sqlite)
            return new(provider, null);
        PostgreSql.Required();
        return new(provider, await server.CreateAsync());
    }

    /// <summary>Lets a context use it.</summary>
    public DbContextOptions<TContext> Options<TContext>() where TContext : DbContext
    {
        var options = new DbContextOptionsBuilder<TContext>();
        return (pool is null ? options.UseSqlite(connection) : options.UseNpgsql(pool)).Options;
    }

    public async Task<DbConnection> OpenAsync()
    {
        DbConnection opened = pool is null ? new SqliteConnection(connection) : pool.CreateConnection();
        await opened.OpenAsync(TestContext.Current.CancellationToken);
        return opened;
    }

    /// <summary>Applies the schema of the assembly that a type is of.</summary>
    public async Task<int> MigrateAsync(Type ofService)
    {
        await using var opened = await OpenAsync();
        var folder = $"{ofService.Assembly.GetName().Name}.Schema.{provider}";
        return await SchemaMigration.ApplyAsync(opened, ofService.Assembly, folder, TestContext.Current.CancellationToken);
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var opened = await OpenAsync();
        await using var command = opened.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var opened = await OpenAsync();
        await using var command = opened.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>How many tables there are.</summary>
    public Task<long> TablesAsync() => CountAsync(
        provider == DatabaseProvider.Sqlite
            ? "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            : "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'public'");

    public async ValueTask DisposeAsync()
    {
        if (pool is not null)
            await pool.DisposeAsync();
        else
            SqliteConnection.ClearAllPools();
        folder.Dispose();
    }
}
