namespace Platform.Gateway.Routes;

/// <summary>One door of the gateway: what a user may ask, and whom it becomes a call to.</summary>
/// <param name="Name">The resource id of the decision `gateway.route.enter`.</param>
/// <param name="Method">The one method.</param>
/// <param name="Pattern">The path at the gateway.</param>
/// <param name="AppId">The callee.</param>
/// <param name="CalleePattern">The path at the callee; `{name}` takes the value of the same name in <paramref name="Pattern"/>.</param>
/// <param name="Query">The query parameters that travel; any other one is refused.</param>
internal sealed record EdgeRoute(string Name, string Method, string Pattern, string AppId, string CalleePattern, params string[] Query)
{
    /// <summary>True when refusals are OperationOutcomes.</summary>
    public bool IsFhir => Pattern.StartsWith("/fhir/", StringComparison.Ordinal);
}
