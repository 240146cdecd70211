using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;

namespace Platform.Hosting.Running;

/// <summary>What every runner needs.</summary>
internal sealed record RunnerContext(
    DistributedApplicationModel Model,
    LaunchPlan Plan,
    ProcessLauncher Launcher,
    HealthMonitor Health,
    ResourceNotificationService States,
    ResourceReadiness Readiness,
    ResourceLoggerService Logs,
    ResourceInstances Instances,
    StartFailures Failures,
    IDistributedApplicationEventing Eventing,
    IServiceProvider Services,
    TimeProvider Clock,
    RunnerLimits Limits);
