using Platform.PolicyControl.Sources;

namespace Platform.PolicyControl.Publishing;

/// <summary>
/// Publishes at the start and renews before a revision expires; with the development profile also publishes what is saved.
/// A refusal at the start is final when there is nothing to serve: a platform without policies must not look as if it ran.
/// </summary>
internal sealed partial class PublishingLoop(
    Publisher publisher, PublishingOptions options, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<PublishingLoop> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Compiling takes a moment that the start of the server need not wait for.
        await Task.Yield();
        await TryAsync(publisher.SettleAsync, stoppingToken);
        if (!await TryAsync(publisher.PublishAsync, stoppingToken) && publisher.Current is null)
        {
            Environment.ExitCode = 1;
            lifetime.StopApplication();
            return;
        }

        await (options.Development ? Task.WhenAll(RenewAsync(stoppingToken), WatchAsync(stoppingToken)) : RenewAsync(stoppingToken));
    }

    private async Task RenewAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(5), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // Outside the development profile a change on disk is published by a start, never by a timer.
            await TryAsync(options.Development ? publisher.PublishAsync : publisher.RenewAsync, stoppingToken);
        }
    }

    private async Task WatchAsync(CancellationToken stoppingToken)
    {
        using var watcher = new SourceWatcher(options.SourceFolder, clock);
        while (true)
        {
            await watcher.ChangedAsync(stoppingToken);
            await TryAsync(publisher.PublishAsync, stoppingToken);
        }
    }

    private async Task<bool> TryAsync(Func<CancellationToken, Task<bool>> publish, CancellationToken stoppingToken)
    {
        try
        {
            await publish(stoppingToken);
            return true;
        }
        catch (Exception e) when (e is PublicationRefusedException or IOException or System.Security.Cryptography.CryptographicException or ArgumentException)
        {
            LogRefused(logger, publisher.Current?.Name ?? "nothing", e.Message);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "policy.publish refused, {Served} is served: {Reason}")]
    private static partial void LogRefused(ILogger logger, string served, string reason);
}
