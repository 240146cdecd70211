using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Running;

/// <summary>A resource was not started because one that it waits for ended or failed.</summary>
internal sealed class DependencyFailedException(IResource waiting, IResource dependency, CustomResourceSnapshot state)
    : DistributedApplicationException($"'{waiting.Name}' was not started: it waits for '{dependency.Name}', which is {state.State?.Text}.");
