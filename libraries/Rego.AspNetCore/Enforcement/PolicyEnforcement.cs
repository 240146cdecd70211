using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.Spool;

namespace Platform.Rego.AspNetCore;

/// <summary>Puts the enforcement point into a service.</summary>
public static class PolicyEnforcement
{
    /// <summary>Registers the enforcement point. It denies everything until a verified revision is active.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="authenticate">Authenticates a caller; made once.</param>
    /// <param name="audit">Where the audit events go.</param>
    public static IServiceCollection AddPolicyEnforcement(
        this IServiceCollection services, Func<IServiceProvider, CallerAuthentication> authenticate, SpoolOptions audit)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<PolicySource>();
        services.AddSingleton<DecisionPoint>();
        services.AddSingleton<ResourceFactsTable>();
        services.AddSingleton<RouteInventory>();
        services.AddSingleton<AuditEvents>();
        services.AddSingleton<UnauthenticatedCalls>();
        services.AddSingleton<EnforcedRequest>();
        services.TryAddSingleton<RequestEnforcement>(provider => provider.GetRequiredService<EnforcedRequest>().RunAsync);
        services.TryAddSingleton(authenticate);
        services.AddSingleton(_ => AuditTrail.Open(audit));
        services.AddHostedService<UnboundRouteGuard>();
        return services;
    }

    /// <summary>Enforces from here on. Stands after routing and before the endpoints; a service that leaves it out does not start.</summary>
    public static WebApplication UsePolicyEnforcement(this WebApplication app)
    {
        app.Services.GetRequiredService<RouteInventory>().Watch(((IEndpointRouteBuilder)app).DataSources);
        app.UseMiddleware<PolicyEnforcementMiddleware>();
        return app;
    }
}
