using System.Globalization;
using System.Text.Json.Nodes;
using Platform.AppHost.Publishing.Kubernetes;
using Platform.AppHost.Publishing.Model;

namespace Platform.AppHost.Publishing.Compose;

/// <summary>A process of ours as a service.</summary>
internal static class ProcessServices
{
    public static void Add(ComposeFile parts, Publication publication, Workload workload)
    {
        var service = Hardened(workload.Image, $"{Hardening.DotnetUser}:{Hardening.DotnetUser}", memory: "512M");
        if (workload.Arguments.Count > 0)
            service["command"] = new JsonArray([.. workload.Arguments.Select(argument => (JsonNode)Text(workload, argument))]);
        service["environment"] = new JsonObject(workload.Variables.Select(variable => KeyValuePair.Create(variable.Key, (JsonNode?)Text(workload, variable.Value))));
        var external = workload.Endpoints.Where(endpoint => endpoint.IsExternal).ToList();
        if (workload.SidecarOf is { App: var app })
            service["network_mode"] = $"service:{app.Name}";
        else
            service["networks"] = ComposeNetworks.Of(publication, workload.Name, external.Count > 0);
        if (external.Count > 0)
            service["ports"] = new JsonArray([.. external.Select(endpoint => (JsonNode)string.Create(CultureInfo.InvariantCulture, $"${{PLATFORM_ADDRESS:-127.0.0.1}}:{endpoint.Port}:{endpoint.Port}"))]);
        service["volumes"] = new JsonArray(
        [
            parts.Volume($"{workload.Name}-state", "/var/lib/platform"),
            .. workload.Folders.Select(folder => (JsonNode)$"./{folder.Source}:{folder.MountPath}:ro"),
        ]);
        if (workload.Files.Any(file => file.IsSecret))
            service["secrets"] = new JsonArray([.. workload.Files.Where(file => file.IsSecret).Select(file => parts.Secret(file.Source, ComposeFile.PathOf(file), file.MountPath))]);
        if (workload.Files.Any(file => !file.IsSecret))
            service["configs"] = new JsonArray([.. workload.Files.Where(file => !file.IsSecret).Select(file => parts.Config(file.Source, ComposeFile.PathOf(file), file.MountPath))]);
        if (workload.Endpoint("management") is { Port: var port })
            service["healthcheck"] = Health(port);
        service["depends_on"] = Waits(publication, workload);
        parts.Services.Add(workload.Name, service);
    }

    /// <summary>A service that can write nothing but its volumes, gains no rights, and is started again when it ends.</summary>
    public static JsonObject Hardened(string image, string user, string memory) => new()
    {
        ["image"] = image,
        ["user"] = user,
        ["read_only"] = true,
        ["cap_drop"] = new JsonArray("ALL"),
        ["security_opt"] = new JsonArray("no-new-privileges:true"),
        ["tmpfs"] = new JsonArray("/tmp:size=64m"),
        ["pids_limit"] = 512,
        ["deploy"] = new JsonObject { ["resources"] = new JsonObject { ["limits"] = new JsonObject { ["cpus"] = "1", ["memory"] = memory } } },
        ["restart"] = "unless-stopped",
    };

    // The .NET images have bash and no curl.
    private static JsonObject Health(int port) => new()
    {
        ["test"] = new JsonArray("CMD", "bash", "-c", string.Create(CultureInfo.InvariantCulture,
            $"exec 3<>/dev/tcp/127.0.0.1/{port} && printf 'GET /health HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200 '")),
        ["interval"] = "5s",
        ["timeout"] = "3s",
        ["retries"] = 3,
        ["start_period"] = "120s",
    };

    // A sidecar starts after its app, whose network it joins; so the app cannot wait for it.
    private static JsonObject Waits(Publication publication, Workload workload)
    {
        var waits = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal) { [StateOwner.Name] = new JsonObject { ["condition"] = "service_completed_successfully" } };
        foreach (var wait in workload.Waits.Where(wait => wait.Resource != publication.SidecarOf(workload)?.Resource))
            waits[wait.Resource.Name] = new JsonObject { ["condition"] = wait.WaitType is WaitType.WaitUntilStarted ? "service_started" : "service_healthy" };
        return new JsonObject(waits);
    }

    private static string Text(Workload workload, Value value) => string.Concat(value.Parts.Select(part => part is SecretPart secret
        ? ComposeFile.Reference(secret.Parameter)
        : ComposeFile.Escaped(Addresses.Text(workload, part))));
}
