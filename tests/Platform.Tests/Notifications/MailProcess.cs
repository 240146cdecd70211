using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Notifications.Data;
using Platform.ServiceDefaults.Storage;
using Platform.Testing;

namespace Platform.Tests.Notifications;

/// <summary>The database of notifications, and the mail of the service as a process on it.</summary>
internal sealed class MailProcess : IAsyncDisposable
{
    private readonly TemporaryDirectory state = new();
    private readonly Dictionary<string, string> settings = new() { ["Mail__RetryAfter"] = "00:00:00.2", ["Mail__Patience"] = "00:00:05" };
    private readonly ConcurrentQueue<string> said = new();
    private readonly IHost database;
    private Process? process;

    private MailProcess(string? connection)
    {
        if (connection is not null)
            settings["ConnectionStrings__notifications"] = connection;
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["PLATFORM_STATE"] = state.Path, ["Platform:Process"] = "notifications", ["ConnectionStrings:notifications"] = connection });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddServiceDatabase<NotificationsDb>("notifications");
        database = builder.Build();
    }

    public string this[string setting]
    {
        set => settings[setting] = value;
    }

    /// <summary>A file in its own folder.</summary>
    public string File(string name, string text)
    {
        System.IO.File.WriteAllText(state[name], text);
        return state[name];
    }

    /// <param name="connection">A PostgreSQL connection string; null for an SQLite file of its own.</param>
    public static async Task<MailProcess> CreateAsync(string? connection = null)
    {
        var mail = new MailProcess(connection);
        await mail.database.StartAsync();
        return mail;
    }

    public async Task AddAsync(params Notification[] notifications)
    {
        await using var scope = database.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDb>();
        db.Notifications.AddRange(notifications);
        await db.SaveChangesAsync();
    }

    /// <summary>Where each notification stands, in the order in which they were made.</summary>
    public async Task<IReadOnlyList<string>> StatesAsync()
    {
        await using var scope = database.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<NotificationsDb>().Notifications
            .OrderBy(notification => notification.CreatedAt).Select(notification => notification.Mail).ToListAsync();
    }

    /// <summary>Whether each was tried, as far as its row says.</summary>
    public async Task<IReadOnlyList<bool>> TriedAsync()
    {
        await using var scope = database.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<NotificationsDb>().Notifications.Select(notification => notification.MailAt != null).ToListAsync();
    }

    public Task WhenAsync(params string[] states) =>
        Eventually.Passes(async () => Assert.Equal(states, await StatesAsync()), TimeSpan.FromMinutes(1));

    /// <summary>Runs something on the database, as an administrator would.</summary>
    public async Task SqlAsync(string sql)
    {
        await using var scope = database.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<NotificationsDb>().Database.ExecuteSqlRawAsync(sql);
    }

    public void Start()
    {
        var folder = AppContext.BaseDirectory.Replace("tests/Platform.Tests", "tests/Controls", StringComparison.Ordinal);
        var start = new ProcessStartInfo(Path.Combine(folder, "Platform.Controls"), ["mail"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PLATFORM_STATE"] = state.Path;
        start.Environment["Platform__Process"] = "notifications";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public bool HasEnded => process is { HasExited: true };

    public string Said => string.Join('\n', said);

    public Task WhenItSaysAsync(string text) =>
        Eventually.Passes(() => Task.Run(() => Assert.Contains(text, Said, StringComparison.Ordinal)), TimeSpan.FromMinutes(1));

    /// <summary>Its exit code, once it has ended by itself.</summary>
    public async Task<int> EndAsync()
    {
        await process!.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return process.ExitCode;
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
            await KillAsync();
        process?.Dispose();
        await database.StopAsync();
        database.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        state.Dispose();
    }
}
