using System.Globalization;
using Microsoft.Net.Http.Headers;
using Platform.PolicyControl.Publishing;
using Platform.PolicyControl.Revisions;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;
using Platform.WorkloadIdentity;

namespace Platform.PolicyControl.Serving;

/// <summary>Serves bundles as OPA asks for them: ETag, and a long poll that answers as soon as there is something new.</summary>
internal static class BundleEndpoints
{
    private const string ContentType = "application/vnd.openpolicyagent.bundles";
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(60);

    /// <summary>Workloads that pull policy.</summary>
    private static readonly string[] Agents = ["gateway", "referrals", "records", "notifications", "identity", "ledger", "dashboard", "cli"];

    public static void MapBundles(this IEndpointRouteBuilder routes)
    {
        // Opened now: a history that cannot be read stops the start, and not every poll.
        routes.ServiceProvider.GetRequiredService<ActivationLog>();
        routes.MapGet("/bundles/platform", LatestAsync).RequireWorkloads(Agents);
        routes.MapGet("/bundles/platform/{digest}", Exact).RequireWorkloads(Agents);
    }

    private static async Task<IResult> LatestAsync(
        HttpContext context, Publisher publisher, ActivationLog activations, TimeProvider clock, IHostApplicationLifetime lifetime)
    {
        // An agent names the one that it enforces; who names several enforces none of them for sure.
        if (context.Request.GetTypedHeaders().IfNoneMatch is [var tag])
        {
            activations.Seen(MutualTlsPeer.Of(context), tag.Tag.ToString().Trim('"'));
        }

        var wait = WaitOf(context.Request.Headers["Prefer"].ToString());
        if (wait > TimeSpan.Zero)
        {
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
            await NewerAsync(context, publisher, wait, clock, ending.Token);
        }

        if (publisher.Current is not { } revision)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        context.Response.Headers.ETag = $"\"{revision.Digest}\"";
        context.Response.Headers.CacheControl = "no-store";
        return Has(context, revision.Digest)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(publisher.Archive(revision.Digest)!, ContentType);
    }

    private static IResult Exact(string digest, Publisher publisher) =>
        publisher.Archive(digest) is { } archive ? Results.Bytes(archive, ContentType) : Results.StatusCode(StatusCodes.Status404NotFound);

    private static async Task NewerAsync(HttpContext context, Publisher publisher, TimeSpan wait, TimeProvider clock, CancellationToken cancellation)
    {
        // The task is taken before the state is looked at, so that a publication in between is not missed.
        var next = publisher.NextAsync;
        if (publisher.Current is { } revision && !Has(context, revision.Digest))
        {
            return;
        }

        try
        {
            await next.WaitAsync(wait, clock, cancellation);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // Nothing new: the answer says so.
        }
    }

    private static bool Has(HttpContext context, string digest) =>
        context.Request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Tag == $"\"{digest}\"");

    private static TimeSpan WaitOf(string prefer)
    {
        var wait = prefer.Split([';', ','], StringSplitOptions.TrimEntries).FirstOrDefault(part => part.StartsWith("wait=", StringComparison.Ordinal));
        return int.TryParse(wait?[5..], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Min(seconds, (int)WaitMax.TotalSeconds))
            : TimeSpan.Zero;
    }
}
