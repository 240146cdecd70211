using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults.Audit;
using Platform.ServiceDefaults.DecisionLogs;
using Platform.Spool;
using Platform.WorkloadIdentity;

namespace Platform.ServiceDefaults;

/// <summary>What every process of the platform has in common: one call before <c>Build</c>, one after.</summary>
public static class PlatformDefaults
{
    // Shipping reads whole segments while requests wait to append; small ones keep that wait short.
    private const int AuditSegmentBytes = 1 << 20;

    /// <summary>
    /// Adds listeners, telemetry, identity, policy enforcement, audit, health and strict JSON. What a process registered before stays:
    /// a clock, an SVID issuer, a <see cref="CallerAuthentication"/>.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="configure">What differs from a domain service.</param>
    /// <exception cref="InvalidOperationException">A required setting is missing or malformed.</exception>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder, Action<ServiceDefaultsOptions>? configure = null)
    {
        var options = new ServiceDefaultsOptions();
        configure?.Invoke(options);
        var process = PlatformProcess.Read(builder.Configuration);
        InsecureSettings.Refuse(builder.Configuration, builder.Environment, process);
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton(process);
        services.AddHostedService<ParentPipe>();
        builder.AddTelemetry(process, options);
        builder.AddListeners();
        services.AddWorkloadIdentity(builder.Configuration);
        services.AddSingleton<SidecarCallers>();
        services.AddPolicyEnforcement(
            provider => provider.GetRequiredService<SidecarCallers>().AuthenticateAsync,
            new SpoolOptions { Directory = Path.Combine(process.StateDirectory, "audit"), BytesMax = options.AuditBytesMax, SegmentBytes = AuditSegmentBytes });
        builder.AddAuditShipping();
        builder.AddDecisionLog(process);
        builder.AddPolicyBundles(process);
        services.AddStrictJson();
        services.AddPlatformHealth();
        // A probe asks many times before the process is ready; what is missing is said once, by Inventory.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.Critical);
        QuietLogs.Apply(builder.Logging);
        services.AddHostedService<ListenerRules>();
        services.AddHostedService<Inventory>();
        services.AddTransient<IStartupFilter, FirstMiddleware>();
        return builder;
    }

    /// <summary>Adds routing, enforcement and the health routes. A process that leaves it out does not start.</summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.UseRouting();
        app.UseMiddleware<RouteAdmission>();
        app.UsePolicyEnforcement();
        app.MapPlatformHealth();
        return app;
    }

    private static void AddListeners(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(ListenerTable.Read(builder.Configuration));
        builder.Services.AddSingleton<IConfigureOptions<KestrelServerOptions>, PlatformKestrel>();
        builder.WebHost.UseKestrelHttpsConfiguration();
    }

    private sealed class FirstMiddleware : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.UseMiddleware<ServerSpan>();
            app.UseMiddleware<FailureAnswer>();
            app.UseMiddleware<CanonicalTarget>();
            app.UseMiddleware<ListenerGuard>();
            next(app);
        };
    }
}
