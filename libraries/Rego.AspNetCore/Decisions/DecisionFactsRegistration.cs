using Microsoft.Extensions.DependencyInjection;

namespace Platform.Rego.AspNetCore;

/// <summary>Registers what the enforcement point must know before it can ask for a decision.</summary>
public static class DecisionFactsRegistration
{
    /// <summary>Registers the source of facts for an action. An action bound to a route without a source keeps the service from starting.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="action">The action as written in <c>RequirePolicy</c>.</param>
    /// <param name="source">Called once for each request, before the decision.</param>
    public static IServiceCollection AddDecisionFacts(this IServiceCollection services, string action, ResourceFactsSource source) =>
        services.AddSingleton(new DecisionFacts(action, source));
}
