using Microsoft.Extensions.Configuration;

namespace Platform.AppHost.Topology.Database;

internal static class DatabaseVerbs
{
    private const string Name = "database";
    private static readonly string[] Services = ["ledger", "policy", "records", "referrals", "notifications"];

    /// <summary>
    /// With the setting <c>Database</c> = <c>postgres</c>, adds a private server with a role and a database for each service that was given no connection
    /// string, and with a certificate from Identity. Without it, or when every service was given one, there is no server.
    /// </summary>
    public static PlatformDatabase AddDatabases(
        this IDistributedApplicationBuilder builder, PlatformEnvironment platform, IResourceBuilder<ProjectResource> identity)
    {
        var wanted = builder.Configuration["Database"] switch
        {
            null or "" or "sqlite" => false,
            "postgres" => true,
            var other => throw new DistributedApplicationException($"Database is '{other}'; it is sqlite or postgres."),
        };
        DatabaseRole[] roles = wanted
            ? [.. Services.Where(service => string.IsNullOrEmpty(builder.Configuration.GetConnectionString(service))).Select(DatabaseRole.For)]
            : [];
        if (roles.Length == 0)
            return new PlatformDatabase(null, []);
        var settings = Path.Combine(platform.State, Name, "etc");
        var init = Path.Combine(platform.State, Name, "init");
        var server = builder
            .AddPostgres(Name)
            .WithBindMount(settings, "/etc/postgresql", isReadOnly: true)
            .WithDataBindMount(Path.Combine(platform.State, Name, "server"))
            .WithAnnotation(new DatabaseAnnotation(roles))
            .WaitFor(identity);
        // Aspire reads the folder at once, and where manifests are written there is none.
        if (!platform.IsPublished)
            server.WithInitFiles(init);
        // Written when Identity is up and before the server starts.
        server.OnBeforeResourceStarted((_, _, cancellation) => WriteAsync(settings, init, platform, identity, roles, cancellation));
        return new PlatformDatabase(server, roles);
    }

    private static async Task WriteAsync(
        string settings, string init, PlatformEnvironment platform, IResourceBuilder<ProjectResource> identity, IReadOnlyList<DatabaseRole> roles,
        CancellationToken cancellation)
    {
        PrivateFiles.Folder(settings);
        PrivateFiles.Folder(init);
        PrivateFiles.Write(Path.Combine(settings, DatabaseSettings.File), DatabaseSettings.Text);
        PrivateFiles.Write(Path.Combine(settings, DatabaseSettings.AccessFile), DatabaseSettings.Access(roles));
        foreach (var role in roles)
            PrivateFiles.Write(Path.Combine(init, $"{role.Name}.once.sql"), DatabaseSettings.Create(role));
        PrivateFiles.Write(Path.Combine(init, "roles.always.sql"), DatabaseSettings.Always(roles));
        var bootstrap = new Uri(identity.GetEndpoint("bootstrap").Url);
        await ServerLeaf.WriteAsync(settings, await File.ReadAllTextAsync(platform.TrustBundleFile, cancellation), bootstrap,
            () => platform.ProofKey.Prove(platform.SpiffeId(Name), Name, TimeProvider.System), TimeProvider.System, cancellation);
    }
}

/// <summary>The database server that the platform starts, if it does, with a role per service.</summary>
internal sealed record PlatformDatabase(IResourceBuilder<PostgresServerResource>? Server, IReadOnlyList<DatabaseRole> Roles);
