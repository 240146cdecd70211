using System.Security.Cryptography.X509Certificates;
using Npgsql;
using Platform.Hosting.PostgreSQL;
using Platform.Hosting.RabbitMQ;
using Platform.Testing;
using Platform.Tests.Domain;

[assembly: AssemblyFixture(typeof(PostgreSql))]

namespace Platform.Tests.Domain;

/// <summary>A private PostgreSQL server, started once for the whole program when a test first wants a database, where PostgreSQL is installed.</summary>
public sealed class PostgreSql : IAsyncLifetime
{
    private const string Role = "tester";
    private const string Password = "of-this-test-run-alone";
    private readonly TemporaryDirectory folder = new();
    private readonly FakeCertificateAuthority authority = new();
    private readonly Lock gate = new();
    private Task<PostgresNode>? server;
    private int made;

    public static bool IsInstalled => PostgresInstallation.Find() is not null;

    /// <summary>Skips the test where there is no PostgreSQL.</summary>
    public static void Required() => Assert.SkipUnless(IsInstalled, "PostgreSQL is not installed; eng/install-postgresql.sh installs it");

    /// <summary>Makes a database and returns its connection string.</summary>
    public async Task<string> CreateAsync()
    {
        Task<PostgresNode> starting;
        lock (gate)
            starting = server ??= StartAsync();
        var node = await starting;
        var name = $"test_{Interlocked.Increment(ref made)}";
        await using var source = NpgsqlDataSource.Create(Connection(node.Options.Port, "postgres"));
        await using var create = source.CreateCommand($"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'");
        await create.ExecuteNonQueryAsync();
        return Connection(node.Options.Port, name);
    }

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await (await server).DisposeAsync();
        folder.Dispose();
        authority.Dispose();
    }

    private string Connection(int port, string database) =>
        $"Host=localhost;Port={port};Database={database};Username={Role};Password={Password};SSL Mode=VerifyFull;Root Certificate={folder["etc/ca.pem"]};Maximum Pool Size=10";

    private async Task<PostgresNode> StartAsync()
    {
        using var leaf = authority.Issue([], ["localhost"]);
        var port = FreePorts.Take(1)[0];
        folder.Write("etc/server.pem", leaf.ExportCertificatePem());
        folder.Write("etc/server.key", leaf.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        folder.Write("etc/ca.pem", authority.Root.ExportCertificatePem());
        folder.Write("etc/pg_hba.conf", $"hostssl all {Role} 127.0.0.1/32 scram-sha-256\nhostssl postgres {PostgresProbe.User} 127.0.0.1/32 scram-sha-256\n");
        folder.Write("etc/postgresql.conf", """
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            ssl = on
            ssl_cert_file = 'server.pem'
            ssl_key_file = 'server.key'
            ssl_ca_file = 'ca.pem'
            max_connections = 200
            fsync = off
            """ + "\n");
        folder.Write("init/role.once.sql", $"CREATE ROLE {Role} LOGIN CREATEDB PASSWORD '{Password}'\n");
        var options = new PostgresNodeOptions { Directory = folder["server"], SettingsDirectory = folder["etc"], InitDirectory = folder["init"], Port = port };
        var thumbprint = leaf.Thumbprint;
        var probe = new PostgresProbe("127.0.0.1", port, () => authority.Issue([], ["probe"]), presented => presented.Thumbprint == thumbprint);
        return await PostgresNode.StartAsync(options, probe);
    }
}
