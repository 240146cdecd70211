using System.Text.Json.Nodes;
using Platform.AppHost.Publishing.Model;

namespace Platform.AppHost.Publishing.Kubernetes;

/// <summary>The environment of a container. A secret comes from a Secret; one that is a part of a value comes in by a variable of its own, which the value names.</summary>
internal static class Variables
{
    public static JsonArray Of(Workload workload)
    {
        var parts = from variable in workload.Variables
                    where variable.Value.Parts.Count > 1
                    from secret in variable.Value.Secrets
                    select FromSecret(PartName(secret), secret);
        var variables = workload.Variables.Select(variable => variable.Value.Parts is [SecretPart { Parameter: var secret }]
            ? FromSecret(variable.Key, secret)
            : new JsonObject { ["name"] = variable.Key, ["value"] = Text(workload, variable.Value) });
        // Those that others name come first: only then are they known.
        return [.. parts.DistinctBy(part => (string)part["name"]!), .. variables];
    }

    public static string Text(Workload workload, Value value) => string.Concat(value.Parts.Select(part => part is SecretPart secret
        ? $"$({PartName(secret.Parameter)})"
        : Addresses.Text(workload, part).Replace("$(", "$$(", StringComparison.Ordinal)));

    private static JsonObject FromSecret(string name, ParameterResource secret) => new()
    {
        ["name"] = name,
        ["valueFrom"] = new JsonObject { ["secretKeyRef"] = new JsonObject { ["name"] = secret.Name, ["key"] = SecretKey.Of(secret) } },
    };

    private static string PartName(ParameterResource secret) => secret.Name.Replace('-', '_').ToUpperInvariant();
}
