using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;

namespace Platform.EndToEnd.Tests.Publish;

/// <summary>Says what of the topology is missing from manifests: resource by resource, and reference by reference.</summary>
public static class Completeness
{
    public static IEnumerable<string> MissingFromKubernetes(Topology topology, Published published)
    {
        var leftOut = published.Report["leftOut"]!.AsArray().Select(left => (string)left!["resource"]!).ToHashSet();
        foreach (var resource in topology.Resources.Where(resource => !leftOut.Contains(resource.Name)))
        {
            var there = resource switch
            {
                ProjectResource when Topology.Pod(resource.Name) != resource.Name => Annotation(published, Topology.Pod(resource.Name), "dapr.io/app-id") == Topology.Pod(resource.Name)
                    && published.Find("Configuration", Topology.Pod(resource.Name)) is not null,
                ProjectResource => new[] { "StatefulSet", "Service", "ServiceAccount", "NetworkPolicy" }.All(kind => published.Find(kind, resource.Name) is not null),
                RabbitMQServerResource => published.Find("RabbitmqCluster", resource.Name) is not null && published.Find("NetworkPolicy", resource.Name) is not null,
                PostgresServerResource => published.Find("StatefulSet", resource.Name) is not null && published.Find("NetworkPolicy", resource.Name) is not null,
                PostgresDatabaseResource { DatabaseName: var name, Parent.Name: var server } =>
                    ((string)published.Find("ConfigMap", $"{server}-settings")!["data"]!["roles.sql"]!).Contains($"CREATE DATABASE {name} ", StringComparison.Ordinal),
                ParameterResource { Secret: true } => Needed(published, "Secret", resource.Name),
                ParameterResource => published.Find("ConfigMap", "parameters")?["data"]?[resource.Name] is not null,
                _ => false,
            };
            if (!there)
                yield return resource.Name;
        }

        foreach (var reference in topology.References.Where(reference => topology.Apps.Contains(reference.From)))
        {
            var variable = Container(published, reference.From)?["env"]!.AsArray().SingleOrDefault(one => (string?)one!["name"] == reference.Variable);
            if (variable is null || !Holds(published, reference, variable))
                yield return $"{reference.From} {reference.Variable} → {reference.To} {reference.Name}".TrimEnd();
        }
    }

    public static IEnumerable<string> MissingFromCompose(Topology topology, Published published)
    {
        var file = published.Objects.Single();
        var leftOut = published.Report["leftOut"]!.AsArray().Select(left => (string)left!["resource"]!).ToHashSet();
        var text = file.ToJsonString();
        foreach (var resource in topology.Resources.Where(resource => !leftOut.Contains(resource.Name)))
        {
            var there = resource switch
            {
                PostgresDatabaseResource { DatabaseName: var name } => published.Files()["database/roles.sql"].Contains($"CREATE DATABASE {name} ", StringComparison.Ordinal),
                ParameterResource { Secret: true } => text.Contains($"${{{Upper(resource.Name)}:?", StringComparison.Ordinal),
                // Only the broker's health check has such a one, and it is left out here with its password.
                ParameterResource => leftOut.Contains("messaging-password"),
                _ => file["services"]![resource.Name] is not null,
            };
            if (!there)
                yield return resource.Name;
        }

        foreach (var reference in topology.References.Where(reference => topology.Processes.Contains(reference.From)))
        {
            var value = (string?)file["services"]![reference.From]?["environment"]?[reference.Variable];
            var wanted = reference.What switch
            {
                "value" => $"${{{Upper(reference.To)}:?",
                "bindings" when reference.Part is "url" or "host" && Topology.Pod(reference.From) != Topology.Pod(reference.To) => Topology.Pod(reference.To),
                "bindings" => "",
                _ => "/etc/platform/",
            };
            if (value is null || !value.Contains(wanted, StringComparison.Ordinal))
                yield return $"{reference.From} {reference.Variable} → {reference.To}";
        }
    }

    public static JsonNode? Container(Published published, string process) => published.Find("StatefulSet", process)?["spec"]!["template"]!["spec"]!["containers"]![0];

    public static string? Annotation(Published published, string process, string name) =>
        (string?)published.Find("StatefulSet", process)?["spec"]!["template"]!["metadata"]!["annotations"]?[name];

    public static bool Needed(Published published, string kind, string name) =>
        published.Report["needs"]!.AsArray().Any(need => (string?)need!["kind"] == kind && (string?)need["name"] == name);

    private static bool Holds(Published published, Reference reference, JsonNode variable)
    {
        var text = (string?)variable["value"] ?? "";
        return reference.What switch
        {
            "value" => (string?)variable["valueFrom"]?["secretKeyRef"]?["name"] == reference.To || text.Contains($"$({Upper(reference.To)})", StringComparison.Ordinal),
            "bindings" when reference.Part is "url" or "host" =>
                text.Contains(Topology.Pod(reference.To) == Topology.Pod(reference.From) ? "127.0.0.1" : reference.To, StringComparison.Ordinal),
            "bindings" => text.Any(char.IsAsciiDigit),
            "files" => Mounted(published, reference.From, text),
            "folder" => Mounted(published, reference.From, $"{text}/."),
            _ => false,
        };
    }

    private static bool Mounted(Published published, string process, string path) =>
        Container(published, process)!["volumeMounts"]!.AsArray().Any(mount => (string?)mount!["mountPath"] == Path.GetDirectoryName(path));

    private static string Upper(string name) => name.Replace('-', '_').ToUpperInvariant();
}
