using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.AppHost.Publishing.Writing;

/// <summary>What the broker is told, without what only one machine needs and without anything secret.</summary>
internal static class BrokerText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Exchanges, queues, bindings, limits and rights; no users, since with them come the hashes of their passwords.</summary>
    public static string Definitions(RabbitMQServerResource broker)
    {
        var carried = broker.Annotations.OfType<BrokerAnnotation>().Single();
        var definitions = BrokerDefinitions.Write(carried.Topology, carried.Users);
        definitions.Remove("users");
        definitions.Remove("rabbit_version");
        return definitions.ToJsonString(Indented) + "\n";
    }

    /// <summary>The settings of <see cref="BrokerSettings"/>, with all definitions of a folder, and without the paths that whoever brings the certificates sets.</summary>
    public static string Settings(string definitionsFolder, bool withFiles = false) => string.Join('\n', BrokerSettings.Text.TrimEnd().Split('\n')
        .Where(line => withFiles || !(line.StartsWith("listeners.", StringComparison.Ordinal) || line.Contains("file = ", StringComparison.Ordinal)))
        .Where(line => !line.StartsWith("load_definitions", StringComparison.Ordinal))
        .Append("definitions.import_backend = local_filesystem")
        .Append($"definitions.local.path = {definitionsFolder}")) + "\n";
}
