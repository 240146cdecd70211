using System.Text.Json.Nodes;
using Platform.AppHost.Publishing.Model;
using Platform.AppHost.Publishing.Writing;

namespace Platform.AppHost.Publishing.Compose;

/// <summary>The servers that are not ours, with the settings that the topology gives them.</summary>
internal static class ServerServices
{
    private const string User = "999:999";

    public static void AddBroker(ComposeFile parts, ManifestFiles files, Publication publication, RabbitMQServerResource broker)
    {
        var name = broker.Name;
        files.AddText($"{name}/{BrokerSettings.File}", BrokerText.Settings("/etc/rabbitmq/definitions", withFiles: true));
        files.AddText($"{name}/20-topology.json", BrokerText.Definitions(broker));
        var service = ProcessServices.Hardened("docker.io/library/rabbitmq:4.3", User, memory: "1G");
        service["hostname"] = name;
        service["tmpfs"] = new JsonArray("/tmp:size=64m", "/var/log/rabbitmq:size=64m");
        service["networks"] = ComposeNetworks.Of(publication, name, isExternal: false);
        service["volumes"] = new JsonArray(parts.Volume($"{name}-data", "/var/lib/rabbitmq"));
        service["configs"] = new JsonArray(
            parts.Config($"{name}-settings", $"./{name}/{BrokerSettings.File}", $"/etc/rabbitmq/{BrokerSettings.File}"),
            parts.Config($"{name}-topology", $"./{name}/20-topology.json", "/etc/rabbitmq/definitions/20-topology.json"));
        service["secrets"] = new JsonArray(
        [
            Secret(parts, files, name, "users", "10-users.json", "/etc/rabbitmq/definitions/10-users.json"),
            .. new[] { BrokerSettings.Certificate, BrokerSettings.Key, BrokerSettings.TrustBundle }.Select(file => Secret(parts, files, name, file, file, $"/etc/rabbitmq/{file}")),
        ]);
        service["healthcheck"] = Health("CMD", "rabbitmq-diagnostics", "-q", "ping");
        parts.Services.Add(name, service);
    }

    public static void AddDatabase(ComposeFile parts, ManifestFiles files, Publication publication, PostgresServerResource database)
    {
        var name = database.Name;
        var roles = DatabaseText.Roles(database);
        files.AddText($"{name}/{DatabaseSettings.File}", DatabaseText.Settings("/etc/postgresql-tls"));
        files.AddText($"{name}/{DatabaseSettings.AccessFile}", DatabaseText.Access(database));
        files.AddText($"{name}/roles.sql", DatabaseText.Roles(database, Variable));
        var service = ProcessServices.Hardened("docker.io/library/postgres:17", User, memory: "1G");
        service["command"] = new JsonArray("-c", $"config_file=/etc/postgresql/{DatabaseSettings.File}", "-c", $"hba_file=/etc/postgresql/{DatabaseSettings.AccessFile}");
        service["environment"] = new JsonObject(
        [
            KeyValuePair.Create("POSTGRES_PASSWORD", (JsonNode?)ComposeFile.Reference(database.PasswordParameter)),
            .. roles.Select(role => KeyValuePair.Create(Variable(role), (JsonNode?)ComposeFile.Reference(
                publication.Secrets.Single(secret => secret.Name == DatabaseText.PasswordParameter(role))))),
        ]);
        service["tmpfs"] = new JsonArray("/tmp:size=64m", "/var/run/postgresql:uid=999,gid=999");
        service["networks"] = ComposeNetworks.Of(publication, name, isExternal: false);
        service["volumes"] = new JsonArray(parts.Volume($"{name}-data", "/var/lib/postgresql/data"));
        service["configs"] = new JsonArray(
            parts.Config($"{name}-settings", $"./{name}/{DatabaseSettings.File}", $"/etc/postgresql/{DatabaseSettings.File}"),
            parts.Config($"{name}-access", $"./{name}/{DatabaseSettings.AccessFile}", $"/etc/postgresql/{DatabaseSettings.AccessFile}"),
            parts.Config($"{name}-roles", $"./{name}/roles.sql", "/docker-entrypoint-initdb.d/roles.sql"));
        service["secrets"] = new JsonArray([.. new[] { "tls.crt", "tls.key", "ca.crt" }.Select(file => Secret(parts, files, name, file, file, $"/etc/postgresql-tls/{file}"))]);
        service["healthcheck"] = Health("CMD", "pg_isready", "--host", "/var/run/postgresql", "--username", "postgres");
        parts.Services.Add(name, service);
    }

    private static JsonObject Secret(ComposeFile parts, ManifestFiles files, string server, string name, string file, string target)
    {
        var path = $"./secrets/{server}/{file}";
        files.Needs.Add(("secret file", path, ""));
        return parts.Secret($"{server}-{name.Replace('.', '-')}", path, target);
    }

    private static JsonObject Health(params string[] test) => new()
    {
        ["test"] = new JsonArray([.. test.Select(word => (JsonNode)word)]),
        ["interval"] = "5s",
        ["timeout"] = "5s",
        ["retries"] = 12,
    };

    private static string Variable(DatabaseRole role) => $"PASSWORD_OF_{role.Name.ToUpperInvariant()}";
}
