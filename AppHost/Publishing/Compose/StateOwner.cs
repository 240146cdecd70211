using System.Text.Json.Nodes;
using Platform.AppHost.Publishing.Kubernetes;
using Platform.AppHost.Publishing.Model;

namespace Platform.AppHost.Publishing.Compose;

/// <summary>A new volume belongs to root, and our processes are not root: a service that runs once gives each its volume. Kubernetes has <c>fsGroup</c> for that.</summary>
internal static class StateOwner
{
    public const string Name = "state-owner";

    public static void Add(ComposeFile parts, Publication publication)
    {
        var volumes = publication.Workloads.Select(workload => $"{workload.Name}-state").Order(StringComparer.Ordinal).ToList();
        var service = ProcessServices.Hardened(publication.Workloads[0].Image, "0:0", memory: "64M");
        service["entrypoint"] = new JsonArray(["chown", $"{Hardening.DotnetUser}:{Hardening.DotnetUser}", .. volumes.Select(volume => (JsonNode)$"/state/{volume}")]);
        service["cap_add"] = new JsonArray("CHOWN");
        service["network_mode"] = "none";
        service["restart"] = "no";
        service["volumes"] = new JsonArray([.. volumes.Select(volume => (JsonNode)parts.Volume(volume, $"/state/{volume}"))]);
        parts.Services.Add(Name, service);
    }
}
