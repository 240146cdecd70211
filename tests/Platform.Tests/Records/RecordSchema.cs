using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Platform.Records.Data;
using Platform.ServiceDefaults.Storage;
using Platform.Testing;

namespace Platform.Tests.Records;

public sealed class RecordSchema : IDisposable
{
    private const string Folder = "Platform.Records.Schema.Sqlite";
    private readonly TemporaryDirectory directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        directory.Dispose();
    }

    [Fact]
    public async Task Is_applied_once()
    {
        await using var connection = await OpenAsync();

        var first = await SchemaMigration.ApplyAsync(connection, typeof(RecordsDb).Assembly, Folder, Cancellation);
        var second = await SchemaMigration.ApplyAsync(connection, typeof(RecordsDb).Assembly, Folder, Cancellation);

        Assert.Equal((1, 1), (first, second));
    }

    [Fact]
    public async Task Of_a_newer_release_is_not_touched()
    {
        await using var connection = await OpenAsync();
        await SchemaMigration.ApplyAsync(connection, typeof(RecordsDb).Assembly, Folder, Cancellation);
        await ExecuteAsync(connection, "INSERT INTO schema_version (version) VALUES (99)");

        var refusal = await Assert.ThrowsAsync<SchemaTooNewException>(
            () => SchemaMigration.ApplyAsync(connection, typeof(RecordsDb).Assembly, Folder, Cancellation));

        Assert.Equal(99, refusal.Found);
    }

    [Fact]
    public async Task That_fails_leaves_nothing_behind()
    {
        await using var connection = await OpenAsync();
        await ExecuteAsync(connection, "CREATE TABLE inbox (something TEXT)");

        await Assert.ThrowsAsync<SqliteException>(() => SchemaMigration.ApplyAsync(connection, typeof(RecordsDb).Assembly, Folder, Cancellation));

        Assert.Equal(1L, await ScalarAsync(connection, "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"));
    }

    [Fact]
    public async Task Fits_the_model()
    {
        await using var connection = await OpenAsync();
        await SchemaMigration.ApplyAsync(connection, typeof(RecordsDb).Assembly, Folder, Cancellation);
        await using var db = new RecordsDb(new DbContextOptionsBuilder<RecordsDb>().UseSqlite(connection).Options, ChangeAuthor.Self, TimeProvider.System);

        foreach (var table in db.Model.GetEntityTypes())
        {
            var columns = table.GetProperties().Select(property => property.GetColumnName());
            Assert.Equal(0L, await ScalarAsync(connection, $"SELECT COUNT(*) FROM (SELECT {string.Join(", ", columns)} FROM {table.GetTableName()} LIMIT 0)"));
        }
    }

    private async Task<SqliteConnection> OpenAsync()
    {
        var connection = new SqliteConnection($"Data Source={directory["records.db"]}");
        await connection.OpenAsync(Cancellation);
        return connection;
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static async Task<long> ScalarAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }
}
