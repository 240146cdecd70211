using Microsoft.AspNetCore.Routing;

namespace Platform.Rego.AspNetCore;

/// <summary>One method of one route.</summary>
/// <param name="Method">The HTTP method, or <c>*</c> for all.</param>
/// <param name="Pattern">The route pattern.</param>
/// <param name="Binding">What it is bound to.</param>
/// <param name="Endpoint">The endpoint.</param>
public sealed record InventoriedRoute(string Method, string Pattern, EndpointBinding Binding, RouteEndpoint Endpoint);
