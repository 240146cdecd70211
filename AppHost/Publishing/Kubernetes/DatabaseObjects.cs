using System.Text.Json.Nodes;
using Platform.AppHost.Publishing.Model;
using Platform.AppHost.Publishing.Writing;

namespace Platform.AppHost.Publishing.Kubernetes;

/// <summary>PostgreSQL: one server with a disk. Roles are made at its first start, from passwords that come in by Secrets.</summary>
internal static class DatabaseObjects
{
    private const string Image = "docker.io/library/postgres:17";
    private const string Settings = "/etc/postgresql";
    private const string Certificates = "/etc/postgresql-tls";
    private const int User = 999;

    public static IEnumerable<JsonObject> Of(Publication publication, PostgresServerResource database, ManifestFiles files)
    {
        var name = database.Name;
        files.Needs.AddRange([("Secret", $"{name}-tls", "tls.crt"), ("Secret", $"{name}-tls", "tls.key"), ("Secret", $"{name}-tls", "ca.crt")]);
        var port = PublishedPorts.Of(database, database.PrimaryEndpoint.EndpointAnnotation);
        yield return Objects.ServiceAccount(publication, name);
        yield return Objects.Service(publication, name, (database.PrimaryEndpoint.EndpointName, port));
        yield return Objects.New(publication, "v1", "ConfigMap", $"{name}-settings", new JsonObject
        {
            ["data"] = new JsonObject
            {
                [DatabaseSettings.File] = DatabaseText.Settings(Certificates),
                [DatabaseSettings.AccessFile] = DatabaseText.Access(database),
                ["roles.sql"] = DatabaseText.Roles(database, Variable),
            },
        });
        yield return Objects.New(publication, "apps/v1", "StatefulSet", name, new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["replicas"] = 1,
                ["serviceName"] = name,
                ["selector"] = new JsonObject { ["matchLabels"] = Objects.Selector(name) },
                ["template"] = new JsonObject
                {
                    ["metadata"] = new JsonObject { ["labels"] = Objects.Labels(name) },
                    ["spec"] = new JsonObject
                    {
                        ["serviceAccountName"] = name,
                        ["automountServiceAccountToken"] = false,
                        ["enableServiceLinks"] = false,
                        ["securityContext"] = Hardening.Pod(User),
                        ["containers"] = new JsonArray(Container(database, port)),
                        ["volumes"] = new JsonArray(
                            Empty("run"), Empty("tmp"),
                            new JsonObject { ["name"] = "settings", ["configMap"] = new JsonObject { ["name"] = $"{name}-settings" } },
                            new JsonObject { ["name"] = "tls", ["secret"] = new JsonObject { ["secretName"] = $"{name}-tls", ["defaultMode"] = 0b100_100_000 } }),
                    },
                },
                ["volumeClaimTemplates"] = new JsonArray(StatefulSets.Claim("data", "10Gi")),
            },
        });
    }

    private static JsonObject Container(PostgresServerResource database, int port) => new()
    {
        ["name"] = database.Name,
        ["image"] = Image,
        ["args"] = new JsonArray("-c", $"config_file={Settings}/{DatabaseSettings.File}", "-c", $"hba_file={Settings}/{DatabaseSettings.AccessFile}"),
        ["env"] = new JsonArray(
        [
            new JsonObject { ["name"] = "PGDATA", ["value"] = "/var/lib/postgresql/data/server" },
            FromSecret("POSTGRES_PASSWORD", database.PasswordParameter.Name),
            .. DatabaseText.Roles(database).Select(role => FromSecret(Variable(role), DatabaseText.PasswordParameter(role))),
        ]),
        ["ports"] = new JsonArray(new JsonObject { ["name"] = database.PrimaryEndpoint.EndpointName, ["containerPort"] = port, ["protocol"] = "TCP" }),
        ["startupProbe"] = Probe(period: 5, failures: 60),
        ["livenessProbe"] = Probe(period: 10, failures: 3),
        ["readinessProbe"] = Probe(period: 5, failures: 2),
        ["resources"] = new JsonObject
        {
            ["requests"] = new JsonObject { ["cpu"] = "250m", ["memory"] = "512Mi" },
            ["limits"] = new JsonObject { ["cpu"] = "2", ["memory"] = "1Gi" },
        },
        ["securityContext"] = Hardening.Container(),
        ["volumeMounts"] = new JsonArray(
            Volumes.Mount("data", "/var/lib/postgresql/data", isReadOnly: false), Volumes.Mount("run", "/var/run/postgresql", isReadOnly: false), Volumes.Mount("tmp", "/tmp", isReadOnly: false),
            Volumes.Mount("settings", Settings, isReadOnly: true), Volumes.Mount("tls", Certificates, isReadOnly: true),
            new JsonObject { ["name"] = "settings", ["mountPath"] = "/docker-entrypoint-initdb.d/roles.sql", ["subPath"] = "roles.sql", ["readOnly"] = true }),
    };

    private static JsonObject Probe(int period, int failures) => new()
    {
        ["exec"] = new JsonObject { ["command"] = new JsonArray("pg_isready", "--host", "/var/run/postgresql", "--username", "postgres") },
        ["periodSeconds"] = period,
        ["timeoutSeconds"] = 3,
        ["failureThreshold"] = failures,
    };

    private static JsonObject FromSecret(string variable, string secret) => new()
    {
        ["name"] = variable,
        ["valueFrom"] = new JsonObject { ["secretKeyRef"] = new JsonObject { ["name"] = secret, ["key"] = "password" } },
    };

    private static JsonObject Empty(string name) => new() { ["name"] = name, ["emptyDir"] = new JsonObject { ["sizeLimit"] = "64Mi" } };

    private static string Variable(DatabaseRole role) => $"PASSWORD_OF_{role.Name.ToUpperInvariant()}";
}
