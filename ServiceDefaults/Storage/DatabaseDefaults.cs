using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.ServiceDefaults.Storage;

/// <summary>Gives a service its database.</summary>
public static class DatabaseDefaults
{
    /// <summary>
    /// Adds the context over <c>ConnectionStrings:&lt;name&gt;</c>, or over an SQLite file; the schema is applied, and the database filled, before the
    /// service listens. Add it before whatever works in the background on the database.
    /// </summary>
    /// <typeparam name="TContext">The context; its assembly embeds <c>Schema/Sqlite/*.sql</c> and <c>Schema/PostgreSql/*.sql</c>.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the connection string.</param>
    /// <param name="fill">Fills a new database; must leave a filled one alone.</param>
    public static IServiceCollection AddServiceDatabase<TContext>(
        this IServiceCollection services, string name, Func<TContext, CancellationToken, Task>? fill = null)
        where TContext : DbContext
    {
        services.AddSingleton(provider => ServiceDatabase.Of(provider.GetRequiredService<IConfiguration>(), name));
        services.AddSingleton(provider => new DatabaseConnections(provider.GetRequiredService<ServiceDatabase>(), provider));
        services.AddDbContext<TContext>((provider, options) => provider.GetRequiredService<DatabaseConnections>().Configure(options));
        services.AddSingleton(new KnownFailure(Database.StatusOf));
        services.AddHostedService(provider => new DatabasePreparation<TContext>(provider, fill));
        return services;
    }
}
