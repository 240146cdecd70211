using Platform.PolicyControl.Publishing;
using Platform.Rego.AspNetCore;
using Platform.Rego.Bundles;

namespace Platform.PolicyControl.Serving;

/// <summary>The control plane decides by the revision that it serves, verified like everybody's but without the network.</summary>
internal sealed partial class OwnPolicy(Publisher publisher, PublishedBundles bundles, TimeProvider clock, ILogger<OwnPolicy> logger) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = publisher.NextAsync;
            try
            {
                if (publisher.Current is { } revision && publisher.Archive(revision.Digest) is { } archive)
                {
                    bundles.Accept(archive);
                }

                await next.WaitAsync(Again, clock, stoppingToken);
            }
            catch (BundleRefusedException e)
            {
                LogRefused(logger, e.Message);
                await next.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception e) when (e is TimeoutException or OperationCanceledException)
            {
                // Time to confirm, or to end.
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "the own revision is refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);
}
