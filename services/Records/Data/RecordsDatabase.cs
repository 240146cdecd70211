using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Platform.Records.Seeding;
using Platform.ServiceDefaults.Storage;

namespace Platform.Records.Data;

/// <summary>Where the records are kept, and making that place ready before the service answers.</summary>
public static class RecordsDatabase
{
    private const string SqliteSchema = "Platform.Records.Schema.Sqlite";

    /// <summary>
    /// A SQLite file <c>records.db</c> in the process's own folder, unless <c>ConnectionStrings:records</c> names another SQLite file.
    /// </summary>
    /// <exception cref="NotSupportedException">The connection string is of a provider that this release has no schema for.</exception>
    public static string ConnectionString(IConfiguration configuration)
    {
        var given = configuration.GetConnectionString("records");
        if (given is not null)
        {
            return given.StartsWith("Data Source=", StringComparison.OrdinalIgnoreCase)
                ? given
                : throw new NotSupportedException("ConnectionStrings:records must be a SQLite 'Data Source=…'; there is no schema for another provider yet");
        }

        var state = configuration["PLATFORM_STATE"] ?? throw new InvalidOperationException("PLATFORM_STATE is not set");
        var folder = Path.Combine(state, configuration["Platform:Process"] ?? "records");
        var file = Path.Combine(folder, "records.db");
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            if (!File.Exists(file))
                new FileStream(file, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }).Dispose();
        }
        else
        {
            Directory.CreateDirectory(folder);
        }

        return new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true }.ToString();
    }

    /// <summary>Applies the schema and seeds an empty database.</summary>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellation = default)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RecordsDb>();
        await db.Database.OpenConnectionAsync(cancellation);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellation);
        await SchemaMigration.ApplyAsync(db.Database.GetDbConnection(), typeof(RecordsDatabase).Assembly, SqliteSchema, cancellation);
        await SeedSyntheticPeople.RunAsync(db, cancellation);
    }
}
