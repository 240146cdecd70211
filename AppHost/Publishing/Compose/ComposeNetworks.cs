using System.Text.Json.Nodes;
using Platform.AppHost.Publishing.Model;

namespace Platform.AppHost.Publishing.Compose;

/// <summary>
/// One network for each process that others connect to, with those others in it and nobody else, and none of them leads out. Only what people may reach is in
/// <c>outside</c> too.
/// </summary>
internal static class ComposeNetworks
{
    private const string Outside = "outside";

    public static JsonObject All(Publication publication)
    {
        var networks = new JsonObject();
        foreach (var callee in publication.Edges.Select(edge => edge.To).Distinct().Order(StringComparer.Ordinal))
            networks[callee] = new JsonObject { ["internal"] = true };
        networks[Outside] = new JsonObject();
        return networks;
    }

    public static JsonArray Of(Publication publication, string pod, bool isExternal) =>
    [
        .. publication.Edges.Where(edge => edge.To == pod || edge.From == pod).Select(edge => edge.To).Distinct().Order(StringComparer.Ordinal),
        .. isExternal ? [Outside] : Array.Empty<string>(),
    ];
}
