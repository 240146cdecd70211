using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Platform.Rego.AspNetCore;

/// <summary>What an endpoint is bound to, read from its metadata: exactly one action, exactly one label, or a fault.</summary>
/// <param name="Action">The policy action, or null.</param>
/// <param name="Label">The label, or null.</param>
/// <param name="Fault">Why the endpoint must be refused, or null.</param>
public readonly record struct EndpointBinding(string? Action, RouteLabel? Label, string? Fault)
{
    /// <summary>Reads the binding. An endpoint that would run before the enforcement point is a fault unless it is public.</summary>
    public static EndpointBinding Of(Endpoint endpoint)
    {
        var actions = endpoint.Metadata.GetOrderedMetadata<PolicyBinding>();
        var labels = endpoint.Metadata.GetOrderedMetadata<RouteLabelBinding>();
        return (actions.Count, labels.Count) switch
        {
            (1, 0) when RunsEarly(endpoint) => new(null, null, "short-circuits before its policy is asked"),
            (0, 1) when RunsEarly(endpoint) && labels[0].Label != RouteLabel.Public => new(null, null, "short-circuits before its caller is checked"),
            (1, 0) => new(actions[0].Action, null, null),
            (0, 1) => new(null, labels[0].Label, null),
            (0, 0) => new(null, null, "has no policy binding"),
            _ => new(null, null, $"has {actions.Count + labels.Count} bindings"),
        };
    }

    private static bool RunsEarly(Endpoint endpoint) =>
        endpoint.Metadata.Any(metadata => metadata.GetType().Name == "ShortCircuitMetadata");
}
