using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.Rego.AspNetCore;

namespace Platform.ServiceDefaults;

/// <summary>Readiness and liveness on the management listener; a service that is degraded (its broker is away) still serves. The bodies are constant: a probe learns yes or no.</summary>
internal static class HealthDefaults
{
    public static void AddPlatformHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<IdentityReadiness>("identity")
            .AddCheck<PolicyReadiness>("policy")
            .AddCheck<AuditReadiness>("audit");
    }

    public static void MapPlatformHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/alive", () => Results.Text("ok")).WithRouteLabel(RouteLabel.Public).OnListener(ListenerClass.Management);
        routes.MapGet("/health", ReadyAsync).WithRouteLabel(RouteLabel.Public).OnListener(ListenerClass.Management);
    }

    private static async Task<IResult> ReadyAsync(HealthCheckService health, CancellationToken cancellation) =>
        (await health.CheckHealthAsync(cancellation)).Status != HealthStatus.Unhealthy
            ? Results.Text("ok")
            : Results.Text("unavailable", statusCode: StatusCodes.Status503ServiceUnavailable);
}
