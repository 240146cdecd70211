using Google.Protobuf;
using Platform.Dashboard.Spans;
using Platform.ServiceDefaults;
using Platform.WorkloadIdentity;

namespace Platform.Dashboard.Intake;

/// <summary>`POST /v1/traces`: OTLP over HTTP in protobuf, mutual TLS, the platform's own workloads, each in its own name only.</summary>
internal static partial class TraceIntake
{
    /// <summary>Largest request. The exporter sends at most 512 spans at once, of about one kilobyte.</summary>
    public const long BytesMax = 4 << 20;

    private const string ContentType = "application/x-protobuf";
    private static readonly string[] Senders = ["gateway", "referrals", "records", "notifications", "identity", "policy", "ledger", "dashboard"];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/traces", HandleAsync).RequireWorkloads(Senders).OnListener(ListenerClass.Control);

    private static async Task<IResult> HandleAsync(HttpContext http, SpanStore store, ILogger<SpanStore> logger, CancellationToken cancellation)
    {
        var request = http.Request;
        if (request.ContentType != ContentType || request.Headers.ContentEncoding.Count > 0)
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellation);
        var peer = MutualTlsPeer.Of(http);
        List<Span> spans;
        try
        {
            spans = OtlpTraces.Read(body.ToArray());
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidDataException or InvalidOperationException)
        {
            LogMalformed(logger, peer, e.Message);
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        // Somebody who could speak for another process could hide what he does in its name.
        if (spans.Any(span => ProcessName.App(span.Service) != peer.AppId))
        {
            LogForged(logger, peer);
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        store.Add(spans);
        return Results.Bytes([], ContentType);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "telemetry.refuse {Peer}: {Reason}")]
    private static partial void LogMalformed(ILogger logger, SpiffeId peer, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "telemetry.forge {Peer} sent spans of another process")]
    private static partial void LogForged(ILogger logger, SpiffeId peer);
}
