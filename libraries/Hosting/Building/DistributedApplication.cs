using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Hosting.Running;

namespace Aspire.Hosting;

/// <summary>An application: a graph of resources that is started, watched and stopped as one.</summary>
public class DistributedApplication(IHost host) : IHost, IAsyncDisposable
{
    /// <inheritdoc/>
    public IServiceProvider Services => host.Services;

    /// <summary>The states of the resources.</summary>
    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    /// <summary>The commands on resources.</summary>
    public ResourceCommandService ResourceCommands => Services.GetRequiredService<ResourceCommandService>();

    internal bool StartedByTest { get; init; }

    /// <summary>Begins an application.</summary>
    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    /// <summary>Begins an application with the command line as a source of configuration.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new DistributedApplicationBuilder(args);

    /// <summary>Begins an application with options.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) => new DistributedApplicationBuilder(options);

    /// <summary>Runs the application until it is asked to stop.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>Runs the application until it is asked to stop.</summary>
    /// <remarks>
    /// A resource that fails at start stops everything: the error goes to standard error and
    /// <see cref="System.Environment.ExitCode"/> becomes non-zero. The original leaves the others running.
    /// </remarks>
    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (StartedByTest)
        {
            await host.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        await using (this.ConfigureAwait(false))
        {
            await Services.GetRequiredService<ForegroundRun>().RunAsync(host, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Starts the resources; returns when each was started or failed.</summary>
    public virtual Task StartAsync(CancellationToken cancellationToken = default) => host.StartAsync(cancellationToken);

    /// <summary>Stops the resources, those first that others do not wait for.</summary>
    public virtual Task StopAsync(CancellationToken cancellationToken = default) => host.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        host.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        if (host is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync().ConfigureAwait(false);
        }

        GC.SuppressFinalize(this);
    }
}
