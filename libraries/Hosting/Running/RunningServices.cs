using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Platform.Hosting.Running.Api;
using Platform.Hosting.Running.State;

namespace Platform.Hosting.Running;

/// <summary>Everything that runs an application, composed.</summary>
internal static class RunningServices
{
    public static void Add(
        IServiceCollection services,
        DistributedApplicationModel model,
        DistributedApplicationExecutionContext executionContext,
        IDistributedApplicationEventing eventing,
        string appHostDirectory,
        bool isTest)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddHealthChecks();
        services.AddSingleton(model).AddSingleton(executionContext).AddSingleton(eventing);
        services.AddSingleton<SecretMask>().AddSingleton<ResourceInstances>().AddSingleton<ResourceReadiness>();
        services.AddSingleton(s => new ResourceLoggerService(s.GetRequiredService<SecretMask>()));
        services.AddSingleton(s => new ResourceNotificationService(
            s.GetRequiredService<ResourceInstances>(), s.GetRequiredService<ResourceReadiness>()));
        services.AddSingleton(s => new ResourceCommandService(
            model,
            s.GetRequiredService<ResourceInstances>(),
            s.GetRequiredService<ResourceLoggerService>(),
            s.GetRequiredService<ResourceNotificationService>(),
            s));
        services.AddSingleton(s => new StateDirectory(s.GetRequiredService<IConfiguration>(), appHostDirectory, isTest));
        services.AddSingleton(s => RunnerLimits.From(s.GetRequiredService<IConfiguration>()));
        services.AddSingleton<StartFailures>().AddSingleton<LogFiles>().AddSingleton<ConsoleLog>().AddSingleton<ParentPipe>();
        services.AddSingleton<Reaper>().AddSingleton<ProcessLauncher>().AddSingleton<LaunchPlan>().AddSingleton<HealthMonitor>();
        services.AddSingleton<RunnerContext>().AddSingleton<ResourceApi>().AddSingleton<ForegroundRun>();
        services.AddHostedService<ApplicationRunner>();
    }
}
