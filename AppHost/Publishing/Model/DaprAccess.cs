using System.Text.Json.Nodes;
using Platform.AppHost.Publishing.Writing;

namespace Platform.AppHost.Publishing.Model;

/// <summary>A file of Dapr's: a Configuration with access control, or a Component.</summary>
internal static class DaprAccess
{
    /// <summary>The app-ids that may call at least one operation.</summary>
    public static IEnumerable<string> CallersOf(string file) =>
        from policy in YamlText.Read(file)["spec"]?["accessControl"]?["policies"]?.AsArray() ?? []
        where policy!["operations"]?.AsArray().Any(operation => (string?)operation!["action"] == "allow") == true
        select (string)policy["appId"]!;

    /// <summary>The Configuration as the cluster gets it: in its namespace, which is that of the callers too.</summary>
    public static JsonObject In(string space, string file)
    {
        var configuration = YamlText.Read(file);
        configuration["metadata"]!["namespace"] = space;
        foreach (var policy in configuration["spec"]?["accessControl"]?["policies"]?.AsArray() ?? [])
            policy!["namespace"] = space;
        return configuration;
    }
}
