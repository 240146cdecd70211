using System.Text.Json.Nodes;

namespace Platform.AppHost.Publishing.Kubernetes;

/// <summary>What Kubernetes calls the restricted Pod Security Standard, and a root file system that cannot be written.</summary>
internal static class Hardening
{
    /// <summary>The user <c>app</c> of the .NET images.</summary>
    public const int DotnetUser = 1654;

    public static JsonObject Pod(int user = DotnetUser) => new()
    {
        ["runAsNonRoot"] = true,
        ["runAsUser"] = user,
        ["runAsGroup"] = user,
        ["fsGroup"] = user,
        ["seccompProfile"] = new JsonObject { ["type"] = "RuntimeDefault" },
    };

    public static JsonObject Container() => new()
    {
        ["allowPrivilegeEscalation"] = false,
        ["readOnlyRootFilesystem"] = true,
        ["runAsNonRoot"] = true,
        ["capabilities"] = new JsonObject { ["drop"] = new JsonArray("ALL") },
    };
}
