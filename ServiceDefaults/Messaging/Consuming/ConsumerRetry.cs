using Microsoft.Extensions.Logging;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>
/// Tries again what may pass by itself (another service down, no policy yet, a locked database), holding the message meanwhile. A refusal is not tried
/// again. It waits in the process: MassTransit's delayed redelivery needs a plugin, and its retry filter a number of attempts.
/// </summary>
internal sealed partial class ConsumerRetry(TimeProvider clock, ILogger<ConsumerRetry> logger)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>Then the message goes back to the broker, which delivers it again; below the broker's own limit of 30 minutes for an answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private int isTroubled;

    public async Task RunAsync(Func<Task> attempt, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        for (var pause = First; ; pause = pause * 2 < Longest ? pause * 2 : Longest)
        {
            try
            {
                await attempt();
                if (Interlocked.Exchange(ref isTroubled, 0) == 1)
                    LogWell(logger);
                return;
            }
            catch (Exception failure) when (failure is not MessageRefusedException && !cancellation.IsCancellationRequested && clock.GetElapsedTime(started) < Patience)
            {
                // Once for all messages that wait for the same thing.
                if (Interlocked.Exchange(ref isTroubled, 1) == 0)
                    LogAgain(logger, failure.GetType().Name, failure.Message);
            }
            await Task.Delay(pause, clock, cancellation);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "messages are tried again: {Failure}: {Reason}")]
    private static partial void LogAgain(ILogger logger, string failure, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "messages are acted on again")]
    private static partial void LogWell(ILogger logger);
}
