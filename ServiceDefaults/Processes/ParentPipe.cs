using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.ServiceDefaults;

/// <summary>
/// Ends the process when its standard input closes: the orchestrator holds the other end, so that its death, however sudden, ends its children.
/// Only where <c>PLATFORM_PARENT_PIPE=stdin</c> says that standard input is such a pipe.
/// </summary>
internal sealed partial class ParentPipe(IConfiguration configuration, IHostApplicationLifetime lifetime, ILogger<ParentPipe> logger) : IHostedLifecycleService
{
    private static readonly TimeSpan GracefulMax = TimeSpan.FromSeconds(10);

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (configuration["PLATFORM_PARENT_PIPE"] == "stdin")
        {
            new Thread(Watch) { IsBackground = true, Name = "parent pipe" }.Start();
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Watch()
    {
        using (var input = Console.OpenStandardInput())
        {
            var buffer = new byte[256];
            while (input.Read(buffer) > 0)
            {
            }
        }

        LogClosed(logger);
        // A start that hangs does not listen to a stop: the exit is forced when the graceful one takes too long.
        using var forced = new Timer(_ => Environment.Exit(1), null, GracefulMax, Timeout.InfiniteTimeSpan);
        lifetime.StopApplication();
        lifetime.ApplicationStopped.WaitHandle.WaitOne(GracefulMax + TimeSpan.FromSeconds(1));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "the orchestrator is gone: stopping")]
    private static partial void LogClosed(ILogger logger);
}
