using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Running;

/// <summary>Refuses to start a process whose port somebody else holds; otherwise the process would die with a stack trace.</summary>
internal static class PortInUse
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <remarks>A predecessor that is just ending may hold the port for a moment.</remarks>
    public static async Task RefuseAsync(IResource resource, TimeProvider clock, CancellationToken cancellationToken)
    {
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            if (endpoint.AllocatedEndpoint is not { Port: var port })
            {
                continue;
            }

            var begun = clock.GetTimestamp();
            while (!PortAllocator.IsFree(port))
            {
                if (clock.GetElapsedTime(begun) > Patience)
                {
                    var holder = PortHolder.Find(port) is { } who ? $" by {who}" : "";
                    throw new DistributedApplicationException(
                        $"Port {port} (endpoint '{endpoint.Name}' of '{resource.Name}') is in use{holder}. "
                        + $"Stop what holds it, or choose another with the setting Ports:{resource.Name}, for example ./platform up --port {resource.Name}=0 (a free one).");
                }

                await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
