using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.WorkloadIdentity;

namespace Platform.ServiceDefaults.Storage;

/// <summary>Makes the database ready before the service listens; a service whose database is not ready does not start.</summary>
internal sealed class DatabasePreparation<TContext>(IServiceProvider services, Func<TContext, CancellationToken, Task>? fill) : IHostedService
    where TContext : DbContext
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var database = services.GetRequiredService<ServiceDatabase>();
        if (database.ServerHasSvid)
            await services.GetRequiredService<SvidSource>().ReadyAsync(cancellationToken);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TContext>();
        await db.Database.OpenConnectionAsync(cancellationToken);
        if (database.Provider == DatabaseProvider.Sqlite)
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
        var assembly = typeof(TContext).Assembly;
        await SchemaMigration.ApplyAsync(db.Database.GetDbConnection(), assembly, $"{assembly.GetName().Name}.Schema.{database.Provider}", cancellationToken);
        if (fill is not null)
            await fill(db, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
