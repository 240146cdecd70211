namespace Platform.Rego.AspNetCore;

/// <summary>Endpoint metadata: the route carries a label instead of a policy action.</summary>
/// <param name="Label">The label.</param>
public sealed record RouteLabelBinding(RouteLabel Label);
