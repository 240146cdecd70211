using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Platform.Hosting.Graph;
using Platform.Hosting.Running.Api;
using Platform.Hosting.Running.State;

namespace Platform.Hosting.Running;

/// <summary>Starts everything in the order of the graph, as parallel as it allows, and stops it in the opposite order.</summary>
internal sealed class ApplicationRunner(
    DistributedApplicationModel model,
    RunnerContext context,
    StateDirectory state,
    ResourceApi api,
    LogFiles files,
    Reaper reaper,
    IOptions<HealthCheckServiceOptions> healthChecks) : IHostedService
{
    private readonly Dictionary<IResource, ResourceRunner> _runners = [];
    private DependencyGraph? _graph;
    private readonly Lock _stopLock = new();
    private bool _acquired;
    private Task? _stopping;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await context.Eventing.PublishAsync(new BeforeStartEvent(context.Services, model), cancellationToken).ConfigureAwait(false);
        HealthCheckKeys.Validate(model, healthChecks);
        _graph = DependencyGraph.Of(model);
        await state.AcquireAsync(context.Clock, cancellationToken).ConfigureAwait(false);
        _acquired = true;
        files.Begin();

        PortAllocator.Allocate(model.Resources);

        // Told at once, instead of when the last of ten processes comes to its port.
        await Task.WhenAll(model.Resources.Select(resource => PortInUse.RefuseAsync(resource, context.Clock, cancellationToken))).ConfigureAwait(false);
        await AnnounceAsync(cancellationToken).ConfigureAwait(false);
        var serving = api.StartAsync(cancellationToken);
        await Task.WhenAll(_runners.Values
            .Where(runner => !runner.Resource.HasAnnotationOfType<ExplicitStartupAnnotation>())
            .Select(runner => runner.StartAsync(waitForDependencies: true, cancellationToken))).ConfigureAwait(false);
        await serving.ConfigureAwait(false);
        await context.Eventing.PublishAsync(new AfterResourcesCreatedEvent(context.Services, model), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops everything, once; whoever asks again waits for the same end.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_stopLock)
        {
            return _stopping ?? (_acquired ? _stopping = StopAllAsync() : Task.CompletedTask);
        }
    }

    private async Task StopAllAsync()
    {
        var stopping = new Dictionary<IResource, Task>();
        await Task.WhenAll(_runners.Keys.Select(resource => StopInOrder(resource, stopping))).ConfigureAwait(false);
        await api.StopAsync().ConfigureAwait(false);
        reaper.Dispose();
        files.Dispose();
        state.Dispose();
    }

    private Task StopInOrder(IResource resource, Dictionary<IResource, Task> stopping)
    {
        if (!stopping.TryGetValue(resource, out var task))
        {
            var dependents = _graph!.DependentsOf(resource).Where(_runners.ContainsKey).Select(dependent => StopInOrder(dependent, stopping)).ToArray();
            stopping[resource] = task = StopAfterAsync(dependents, _runners[resource]);
        }

        return task;
    }

    private static async Task StopAfterAsync(Task[] dependents, ResourceRunner runner)
    {
        await Task.WhenAll(dependents).ConfigureAwait(false);
        await runner.StopAsync().ConfigureAwait(false);
    }

    private async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in model.Resources)
        {
            await context.Eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(resource, context.Services), cancellationToken).ConfigureAwait(false);
            if (resource is IResourceWithoutLifetime)
            {
                await PublishValueAsync(resource, cancellationToken).ConfigureAwait(false);
                continue;
            }

            var runner = _runners[resource] = new ResourceRunner(resource, context);
            ProcessCommands.Add(runner);
            await context.States.PublishUpdateAsync(resource, before => before with
            {
                State = resource.HasAnnotationOfType<ExplicitStartupAnnotation>() ? KnownResourceStates.NotStarted : KnownResourceStates.Starting,
                Urls = ResourceUrls.Of(resource),
            }).ConfigureAwait(false);
        }
    }

    private async Task PublishValueAsync(IResource resource, CancellationToken cancellationToken)
    {
        var known = KnownResourceStates.Active;
        try
        {
            if (resource is IValueProvider value)
            {
                await value.GetValueAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (MissingParameterValueException)
        {
            // Whoever needs the value fails with the reason; an unneeded one harms nobody.
            known = KnownResourceStates.ValueMissing;
        }

        await context.States.PublishUpdateAsync(resource, before => before with { State = known }).ConfigureAwait(false);
    }
}
