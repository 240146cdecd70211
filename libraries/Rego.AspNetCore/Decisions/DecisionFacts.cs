using Microsoft.AspNetCore.Http;

namespace Platform.Rego.AspNetCore;

/// <summary>Establishes the facts of one action from the request and the service's own data.</summary>
public delegate ValueTask<ResourceFacts> ResourceFactsSource(HttpContext context, CancellationToken cancellation);

internal sealed record DecisionFacts(string Action, ResourceFactsSource Source);
