using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Storage;

namespace Platform.Notifications.Data;

/// <summary>Where the notifications are kept, and making that place ready before the service answers.</summary>
public static class NotificationsDatabase
{
    private const string SqliteSchema = "Platform.Notifications.Schema.Sqlite";

    /// <summary>
    /// A SQLite file <c>notifications.db</c> in the process's own folder, unless <c>ConnectionStrings:notifications</c> names another SQLite file.
    /// </summary>
    /// <exception cref="NotSupportedException">The connection string is of a provider that this release has no schema for.</exception>
    public static string ConnectionString(IConfiguration configuration)
    {
        if (configuration.GetConnectionString("notifications") is { } given)
        {
            return given.StartsWith("Data Source=", StringComparison.OrdinalIgnoreCase)
                ? given
                : throw new NotSupportedException("ConnectionStrings:notifications must be a SQLite 'Data Source=…'; there is no schema for another provider yet");
        }

        var state = configuration["PLATFORM_STATE"] ?? throw new InvalidOperationException("PLATFORM_STATE is not set");
        var folder = Path.Combine(state, configuration["Platform:Process"] ?? "notifications");
        var file = Path.Combine(folder, "notifications.db");
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            if (!File.Exists(file))
                new FileStream(file, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }).Dispose();
        }

        return new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true }.ToString();
    }

    /// <summary>Applies the schema.</summary>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellation = default)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDb>();
        await db.Database.OpenConnectionAsync(cancellation);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellation);
        await SchemaMigration.ApplyAsync(db.Database.GetDbConnection(), typeof(NotificationsDatabase).Assembly, SqliteSchema, cancellation);
    }
}
