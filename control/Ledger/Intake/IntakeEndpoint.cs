using Platform.Ledger.Chain;
using Platform.ServiceDefaults;
using Platform.ServiceDefaults.Audit;
using Platform.WorkloadIdentity;

namespace Platform.Ledger.Intake;

/// <summary>`POST /audit`: mutual TLS, the processes that write an audit, each its own events only. Answered when the batch is on disk.</summary>
internal static partial class IntakeEndpoint
{
    /// <summary>Largest batch. A spool ships a fraction of it at once.</summary>
    public const long BytesMax = 4 << 20;

    private static readonly string[] Writers = ["gateway", "referrals", "records", "notifications", "identity", "policy", "dashboard"];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/audit", HandleAsync).RequireWorkloads(Writers);

    private static async Task<IResult> HandleAsync(
        AuditBatch batch, HttpContext http, LedgerStore store, ILogger<LedgerStore> logger, CancellationToken cancellation)
    {
        var peer = MutualTlsPeer.Of(http);
        if (BatchRules.Fault(batch) is { } fault)
        {
            LogRefused(logger, peer, fault);
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        if (!BatchRules.IsOwn(batch, peer))
        {
            LogForged(logger, peer);
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        try
        {
            return Results.Ok(await store.AppendAsync(batch, cancellation));
        }
        catch (AlteredEventException e)
        {
            LogRefused(logger, peer, e.Message);
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }
        catch (LedgerTamperedException e)
        {
            LogTampered(logger, e.Sequence);
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "audit.refuse {Peer}: {Reason}")]
    private static partial void LogRefused(ILogger logger, SpiffeId peer, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "audit.forge {Peer} sent events that are not its own")]
    private static partial void LogForged(ILogger logger, SpiffeId peer);

    [LoggerMessage(Level = LogLevel.Critical, Message = "audit.tamper {Sequence}: this row is not what was written; nothing is taken")]
    private static partial void LogTampered(ILogger logger, long sequence);
}
