using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Platform.ServiceDefaults.Storage;

/// <summary>Where one service keeps its state.</summary>
/// <param name="Name">The name of its connection string.</param>
/// <param name="Provider">What it is.</param>
/// <param name="ConnectionString">How it is reached.</param>
/// <param name="ServerHasSvid">Whether the server is the platform's own: it proves itself by its SVID, and asks for that of the service.</param>
public sealed record ServiceDatabase(string Name, DatabaseProvider Provider, string ConnectionString, bool ServerHasSvid = false)
{
    /// <summary>
    /// <c>ConnectionStrings:&lt;name&gt;</c>: PostgreSQL's when it names a host, SQLite's when it names a data source; without one, a file
    /// <c>&lt;name&gt;.db</c> in the process's own folder. <c>Storage:ServerTrust</c> = <c>platform</c> says that the server has an SVID; for any other
    /// the connection string itself must have the server's certificate verified.
    /// </summary>
    /// <exception cref="InvalidOperationException">The connection string is of neither, or would take any server for the right one.</exception>
    public static ServiceDatabase Of(IConfiguration configuration, string name)
    {
        if (configuration.GetConnectionString(name) is not { Length: > 0 } given)
            return new(name, DatabaseProvider.Sqlite, SqliteFile(configuration, name));
        var setting = $"ConnectionStrings:{name}";
        var words = Words(given);
        if (words is not null && (words.ContainsKey("Host") || words.ContainsKey("Server")))
            return PostgreSql(name, setting, given, configuration["Storage:ServerTrust"] == "platform");
        if (words is not null && (words.ContainsKey("Data Source") || words.ContainsKey("DataSource") || words.ContainsKey("Filename")))
            return new(name, DatabaseProvider.Sqlite, given);
        throw new InvalidOperationException($"{setting} is neither PostgreSQL's (Host=…;Database=…;Username=…) nor SQLite's (Data Source=…)");
    }

    /// <summary>Without the password.</summary>
    public override string ToString() => $"{Provider} {Name}";

    private static ServiceDatabase PostgreSql(string name, string setting, string given, bool serverHasSvid)
    {
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = new(given);
        }
        catch (Exception malformed) when (malformed is ArgumentException or FormatException)
        {
            // Its text may quote the password.
            throw new InvalidOperationException($"{setting} names a host, but is not a PostgreSQL connection string");
        }

        if (settings is not { Host.Length: > 0, Database.Length: > 0, Username.Length: > 0 })
            throw new InvalidOperationException($"{setting} must name Host, Database and Username");
        if (serverHasSvid)
            settings.SslMode = SslMode.Require;
        else if (settings.SslMode is not (SslMode.VerifyCA or SslMode.VerifyFull))
            throw new InvalidOperationException($"{setting} must have the server's certificate verified: add SSL Mode=VerifyFull");
        settings.GssEncryptionMode = GssEncryptionMode.Disable;
        settings.IncludeErrorDetail = false;
        settings.PersistSecurityInfo = false;
        return new(name, DatabaseProvider.PostgreSql, settings.ToString(), serverHasSvid);
    }

    private static DbConnectionStringBuilder? Words(string text)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = text };
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string SqliteFile(IConfiguration configuration, string name)
    {
        var state = configuration["PLATFORM_STATE"] ?? throw new InvalidOperationException("PLATFORM_STATE is not set");
        var folder = Path.Combine(state, configuration["Platform:Process"] ?? name);
        var file = Path.Combine(folder, name + ".db");
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var creation = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite, Share = FileShare.ReadWrite };
            new FileStream(file, creation).Dispose();
        }

        return new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true }.ToString();
    }
}
