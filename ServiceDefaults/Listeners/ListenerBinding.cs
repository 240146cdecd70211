using Platform.Rego.AspNetCore;

namespace Platform.ServiceDefaults;

/// <summary>Endpoint metadata: the route answers on these listeners only.</summary>
/// <param name="Classes">One or more classes.</param>
public sealed record ListenerBinding(ListenerClass Classes)
{
    /// <summary>Where a route answers: where it says, else where its label or action belongs.</summary>
    public static ListenerClass Of(Microsoft.AspNetCore.Http.Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<ListenerBinding>() is { } binding)
        {
            return binding.Classes;
        }

        return EndpointBinding.Of(endpoint).Label switch
        {
            RouteLabel.Public => ListenerClass.Browser | ListenerClass.Control,
            RouteLabel.Sidecar => ListenerClass.App | ListenerClass.SidecarApi | ListenerClass.Mesh,
            RouteLabel.Bootstrap => ListenerClass.Control,
            RouteLabel.Proof => ListenerClass.Bootstrap,
            _ => ListenerClass.App | ListenerClass.Browser | ListenerClass.Control,
        };
    }
}
