using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.Hosting.Running;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The states of all resources: published by what runs them, watched and waited for by everybody else.</summary>
public class ResourceNotificationService
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ResourceEvent> _current = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Channel<ResourceEvent>> _watchers = [];
    private readonly ResourceInstances _instances;
    private readonly ResourceReadiness _readiness;

    internal ResourceNotificationService(ResourceInstances instances, ResourceReadiness readiness)
        => (_instances, _readiness) = (instances, readiness);

    /// <summary>Waits until a resource is in a state; default running.</summary>
    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default)
        => WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    /// <summary>Waits until a resource is in one of several states; returns which.</summary>
    public async Task<string> WaitForResourceAsync(
        string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        var states = targetStates.ToArray();
        var reached = await WaitForResourceAsync(
            resourceName, e => states.Contains(e.Snapshot.State?.Text, StringComparer.Ordinal), cancellationToken).ConfigureAwait(false);
        return reached.Snapshot.State!.Text;
    }

    /// <summary>Waits until something holds for a resource; at once if it holds now.</summary>
    public async Task<ResourceEvent> WaitForResourceAsync(
        string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        await foreach (var change in WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            if (Names(change, resourceName) && predicate(change))
            {
                return change;
            }
        }

        throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>Waits until a resource runs, its checks pass and its ready handlers are done.</summary>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default)
        => WaitForResourceHealthyAsync(resourceName, WaitBehavior.WaitOnResourceUnavailable, cancellationToken);

    /// <summary>The same; a resource that ends or fails instead may throw.</summary>
    /// <exception cref="DistributedApplicationException">The resource ended and the behavior is to stop.</exception>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(
        string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        var stop = waitBehavior is WaitBehavior.StopOnResourceUnavailable;
        var reached = await WaitForResourceAsync(
            resourceName,
            e => e.Snapshot.HealthStatus is HealthStatus.Healthy || (stop && IsTerminal(e)),
            cancellationToken).ConfigureAwait(false);
        if (IsTerminal(reached))
        {
            throw new DistributedApplicationException($"Resource '{resourceName}' is {reached.Snapshot.State?.Text} instead of healthy.");
        }

        await _readiness.WhenReadyAsync(reached.Resource, cancellationToken).ConfigureAwait(false);
        return reached;
    }

    /// <summary>Waits for everything that a resource is declared to wait for.</summary>
    /// <exception cref="DistributedApplicationException">One of them ended or failed instead.</exception>
    public Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken)
        => Task.WhenAll(resource.Annotations.OfType<WaitAnnotation>().Select(wait => WaitAsync(resource, wait, cancellationToken)));

    /// <summary>The states now, then every change.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<ResourceEvent>(new() { SingleReader = true });
        lock (_gate)
        {
            foreach (var state in _current.Values)
            {
                channel.Writer.TryWrite(state);
            }

            _watchers.Add(channel);
        }

        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return change;
            }
        }
        finally
        {
            lock (_gate)
            {
                _watchers.Remove(channel);
            }
        }
    }

    /// <summary>The state of a resource, by instance id or name.</summary>
    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        lock (_gate)
        {
            resourceEvent = _current.Values.FirstOrDefault(e => Names(e, resourceId));
            return resourceEvent is not null;
        }
    }

    /// <summary>Changes the state of a resource.</summary>
    public Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
        => PublishUpdateAsync(resource, _instances.IdOf(resource), stateFactory);

    /// <summary>Changes the state of an instance of a resource.</summary>
    public Task PublishUpdateAsync(IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        lock (_gate)
        {
            var before = _current.GetValueOrDefault(resourceId)?.Snapshot ?? _instances.InitialState(resource);
            var after = new ResourceEvent(resource, resourceId, stateFactory(before));
            _current[resourceId] = after;
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryWrite(after);
            }
        }

        return Task.CompletedTask;
    }

    private async Task WaitAsync(IResource resource, WaitAnnotation wait, CancellationToken cancellationToken)
    {
        var stop = (wait.WaitBehavior ?? WaitBehavior.StopOnResourceUnavailable) is WaitBehavior.StopOnResourceUnavailable;
        var reached = await WaitForResourceAsync(
            wait.Resource.Name,
            e => wait.WaitType switch
            {
                WaitType.WaitForCompletion => IsTerminal(e),
                WaitType.WaitUntilStarted => e.Snapshot.State?.Text == KnownResourceStates.Running || (stop && IsTerminal(e)),
                _ => e.Snapshot.HealthStatus is HealthStatus.Healthy || (stop && IsTerminal(e)),
            },
            cancellationToken).ConfigureAwait(false);
        var completed = wait.WaitType is WaitType.WaitForCompletion
            && reached.Snapshot.State?.Text != KnownResourceStates.FailedToStart
            && reached.Snapshot.ExitCode == wait.ExitCode;
        if (IsTerminal(reached) && !completed)
        {
            throw new DependencyFailedException(resource, wait.Resource, reached.Snapshot);
        }

        if (wait.WaitType is WaitType.WaitUntilHealthy)
        {
            await _readiness.WhenReadyAsync(wait.Resource, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsTerminal(ResourceEvent e) => KnownResourceStates.TerminalStates.Contains(e.Snapshot.State?.Text, StringComparer.Ordinal);

    private static bool Names(ResourceEvent e, string idOrName)
        => string.Equals(e.ResourceId, idOrName, StringComparison.OrdinalIgnoreCase)
            || string.Equals(e.Resource.Name, idOrName, StringComparison.OrdinalIgnoreCase);
}
