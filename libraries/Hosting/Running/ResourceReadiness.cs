using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Running;

/// <summary>Which resources have been ready once: healthy, and their ready handlers done.</summary>
internal sealed class ResourceReadiness
{
    private readonly ConcurrentDictionary<IResource, TaskCompletionSource> _ready = new();

    public Task WhenReadyAsync(IResource resource, CancellationToken cancellationToken) => Source(resource).Task.WaitAsync(cancellationToken);

    public bool IsReady(IResource resource) => Source(resource).Task.IsCompletedSuccessfully;

    public void SetReady(IResource resource) => Source(resource).TrySetResult();

    public void SetFailed(IResource resource, Exception error) => Source(resource).TrySetException(error);

    private TaskCompletionSource Source(IResource resource)
        => _ready.GetOrAdd(resource, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
