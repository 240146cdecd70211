using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;
using Platform.WorkloadIdentity;

namespace Platform.PolicyControl.Decisions;

/// <summary><c>POST /logs</c>, as OPA ships them: mutual TLS, the workloads that decide, each its own decisions only. Answered when the batch is on disk.</summary>
internal static partial class LogIntake
{
    private const int EventsMax = 500;
    private const int BytesMax = 8 << 20;

    private static readonly string[] Deciders = ["gateway", "referrals", "records", "notifications", "identity", "ledger", "dashboard"];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/logs", HandleAsync).RequireWorkloads(Deciders);

    private static async Task<IResult> HandleAsync(HttpContext context, DecisionStore store, ILogger<DecisionStore> logger, CancellationToken cancellation)
    {
        var peer = MutualTlsPeer.Of(context);
        var events = await ReadAsync(context.Request, cancellation);
        if (events is null || events.Length > EventsMax || events.Any(entry => !IsWellFormed(entry)))
        {
            LogRefused(logger, peer);
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        if (events.Any(entry => entry.Labels.GetValueOrDefault("id") != peer.ToString()))
        {
            LogForged(logger, peer);
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        await store.AppendAsync(peer.AppId, events, cancellation);
        return Results.NoContent();
    }

    private static async Task<DecisionEvent[]?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            await using var body = request.Headers.ContentEncoding.ToString() switch
            {
                "" => request.Body,
                "gzip" => new GZipStream(request.Body, CompressionMode.Decompress),
                _ => Stream.Null,
            };
            using var whole = new MemoryStream();
            var buffer = new byte[81920];
            for (var read = await body.ReadAsync(buffer, cancellation); read > 0; read = await body.ReadAsync(buffer, cancellation))
            {
                // Counted as it unfolds: a small body may unfold to any size.
                if (whole.Length + read > BytesMax)
                {
                    return null;
                }

                whole.Write(buffer, 0, read);
            }

            return JsonSerializer.Deserialize(whole.GetBuffer().AsSpan(0, (int)whole.Length), DecisionEventJson.Default.DecisionEventArray);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            return null;
        }
    }

    private static bool IsWellFormed(DecisionEvent? entry) =>
        entry is not null && IdForm().IsMatch(entry.DecisionId) && entry.TraceId.Length <= 64 && entry.Lost >= 0 && entry.Timestamp.Offset == TimeSpan.Zero;

    [GeneratedRegex("^[0-9a-f]{32}$")]
    private static partial Regex IdForm();

    [LoggerMessage(Level = LogLevel.Warning, Message = "decisions.refuse {Peer}: the batch is malformed")]
    private static partial void LogRefused(ILogger logger, SpiffeId peer);

    [LoggerMessage(Level = LogLevel.Error, Message = "decisions.forge {Peer} sent decisions that are not its own")]
    private static partial void LogForged(ILogger logger, SpiffeId peer);
}
