using Microsoft.Extensions.Logging;

namespace Platform.Rego.AspNetCore;

/// <summary>
/// Audits calls that nobody proved to be theirs, at a bounded rate: whoever can send such calls must not be able to fill the spool, which would stop the
/// service for everybody. What is left out is counted in the next event.
/// </summary>
internal sealed partial class UnauthenticatedCalls(AuditTrail audit, AuditEvents events, TimeProvider clock, ILogger<UnauthenticatedCalls> logger)
{
    /// <summary>So many at once; then one in each <see cref="Refill"/>.</summary>
    internal const int Burst = 30;

    internal static readonly TimeSpan Refill = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private long since = clock.GetTimestamp();
    private double allowance = Burst;
    private long suppressed;

    public async Task AppendAsync(string action, string reason)
    {
        if (!audit.Accepting || Take() is not { } leftOut)
        {
            Interlocked.Increment(ref suppressed);
            return;
        }

        try
        {
            await audit.AppendAsync(events.Unauthenticated(action, reason, leftOut));
        }
        catch (Spool.SpoolException e)
        {
            // The caller is refused either way; the event is counted again for the next one.
            Interlocked.Add(ref suppressed, leftOut + 1);
            LogNotWritten(logger, action, e.Message);
        }
    }

    /// <summary>How many were left out before this one, or null when this one is left out too.</summary>
    private long? Take()
    {
        lock (gate)
        {
            var now = clock.GetTimestamp();
            allowance = Math.Min(Burst, allowance + (clock.GetElapsedTime(since, now) / Refill));
            since = now;
            if (allowance < 1)
            {
                return null;
            }

            allowance--;
            return Interlocked.Exchange(ref suppressed, 0);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Action}: a refused caller could not be audited: {Reason}")]
    private static partial void LogNotWritten(ILogger logger, string action, string reason);
}
