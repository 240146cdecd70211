using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Storage;

namespace Platform.Referrals.Data;

/// <summary>Where the referrals are kept, and making that place ready before the service answers.</summary>
public static class ReferralsDatabase
{
    private const string SqliteSchema = "Platform.Referrals.Schema.Sqlite";

    /// <summary>
    /// A SQLite file <c>referrals.db</c> in the process's own folder, unless <c>ConnectionStrings:referrals</c> names another SQLite file.
    /// </summary>
    /// <exception cref="NotSupportedException">The connection string is of a provider that this release has no schema for.</exception>
    public static string ConnectionString(IConfiguration configuration)
    {
        var given = configuration.GetConnectionString("referrals");
        if (given is not null)
        {
            return given.StartsWith("Data Source=", StringComparison.OrdinalIgnoreCase)
                ? given
                : throw new NotSupportedException("ConnectionStrings:referrals must be a SQLite 'Data Source=…'; there is no schema for another provider yet");
        }

        var state = configuration["PLATFORM_STATE"] ?? throw new InvalidOperationException("PLATFORM_STATE is not set");
        var folder = Path.Combine(state, configuration["Platform:Process"] ?? "referrals");
        var file = Path.Combine(folder, "referrals.db");
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

    /// <summary>Applies the schema.</summary>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellation = default)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReferralsDb>();
        await db.Database.OpenConnectionAsync(cancellation);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellation);
        await SchemaMigration.ApplyAsync(db.Database.GetDbConnection(), typeof(ReferralsDatabase).Assembly, SqliteSchema, cancellation);
    }
}
