using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Platform.Hosting.Running;

/// <summary>Runs the application as a program: prints logs, ends with an error when a resource fails at start, stops on request.</summary>
internal sealed class ForegroundRun(
    DistributedApplicationModel model, ResourceNotificationService states, StartFailures failures, ParentPipe parent, TimeProvider clock)
{
    public async Task RunAsync(IHost host, CancellationToken cancellationToken)
    {
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        using var console = host.Services.GetRequiredService<ConsoleLog>();
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        console.Begin();
        parent.Watch(lifetime);

        var begun = clock.GetTimestamp();
        var starting = StartAsync(host, giveUp.Token);
        await Task.WhenAny(starting, failures.First).ConfigureAwait(false);
        if (failures.First.IsCompletedSuccessfully)
        {
            await giveUp.CancelAsync().ConfigureAwait(false);
        }

        var refusal = await starting.ConfigureAwait(false);
        if (refusal is null && !failures.First.IsCompleted && !giveUp.IsCancellationRequested)
        {
            Console.Out.WriteLine(Summary(clock.GetElapsedTime(begun)));
            await host.WaitForShutdownAsync(giveUp.Token).ConfigureAwait(false);
        }

        await host.StopAsync(CancellationToken.None).ConfigureAwait(false);
        Tell(refusal, failures.First.IsCompletedSuccessfully ? await failures.First.ConfigureAwait(false) : null);
    }

    private async Task<DistributedApplicationException?> StartAsync(IHost host, CancellationToken cancellationToken)
    {
        try
        {
            await host.StartAsync(cancellationToken).ConfigureAwait(false);
            await Task.WhenAll(model.Resources.Where(StartsByItself).Select(resource => SettledAsync(resource, cancellationToken))).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (DistributedApplicationException refusal)
        {
            return refusal;
        }
    }

    private Task SettledAsync(IResource resource, CancellationToken cancellationToken) => states.WaitForResourceAsync(
        resource.Name,
        e => e.Snapshot.HealthStatus is HealthStatus.Healthy || KnownResourceStates.TerminalStates.Contains(e.Snapshot.State?.Text, StringComparer.Ordinal),
        cancellationToken);

    private static bool StartsByItself(IResource resource)
        => resource is not IResourceWithoutLifetime && !resource.HasAnnotationOfType<ExplicitStartupAnnotation>();

    private string Summary(TimeSpan elapsed)
    {
        var urls = model.Resources.SelectMany(resource => ResourceUrls.Of(resource), (resource, url) => (resource.Name, url)).Where(pair => !pair.url.IsInternal)
            .Select(pair => $"  {pair.Name,-12} {pair.url.Url}");
        return string.Join(System.Environment.NewLine, [$"All resources are healthy after {elapsed.TotalSeconds:0.0} s. Ctrl-C stops them.", .. urls]);
    }

    private static void Tell(DistributedApplicationException? refusal, StartFailure? failure)
    {
        if (refusal is not null)
        {
            Console.Error.WriteLine(refusal.Message);
            System.Environment.ExitCode = (refusal as StartRefusedException)?.ExitCode ?? ExitCodes.ResourceFailed;
        }
        else if (failure is not null)
        {
            Console.Error.WriteLine(failure.Tell());
            Console.Error.WriteLine("Everything else was stopped.");
            System.Environment.ExitCode = failure.ExitCode;
        }
    }
}
