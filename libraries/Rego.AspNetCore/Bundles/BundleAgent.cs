using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Rego.Bundles;

namespace Platform.Rego.AspNetCore;

/// <summary>Pulls bundles by long poll. Between two polls nothing is pending: a new revision arrives as soon as it is published.</summary>
internal sealed partial class BundleAgent(
    BundleAgentOptions options, BundleActivation activation, PolicySource source, HttpMessageInvoker http, TimeProvider clock, ILogger<BundleAgent> logger)
    : BackgroundService
{
    private const int ArchiveBytesMax = 32 << 20;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StaleWarning = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Restore();
        var pause = FirstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await PollAsync(stoppingToken))
            {
                pause = FirstPause;
                continue;
            }

            if (source.Revision is not null && source.Age > StaleWarning)
            {
                LogStale(logger, source.Revision, source.Age);
            }

            await Task.Delay(pause, clock, stoppingToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private void Restore()
    {
        try
        {
            if (activation.Restore())
            {
                LogRestored(logger, source.Revision, source.Age);
            }
        }
        catch (BundleRefusedException e)
        {
            PolicyMetrics.BundleRefused(e.Reason);
            LogRefused(logger, e.Reason, e.Message);
        }
        catch (Exception e) when (e is FormatException or IOException)
        {
            LogFailed(logger, e.Message);
        }
    }

    /// <summary>One poll; false when it brought neither a good bundle nor a confirmation.</summary>
    private async Task<bool> PollAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var timeout = new CancellationTokenSource(options.LongPoll + TimeSpan.FromSeconds(10), clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, timeout.Token);
            using var answer = await http.SendAsync(Request(), either.Token);
            if (answer.StatusCode == HttpStatusCode.NotModified && activation.ActiveDigest is not null)
            {
                activation.Confirm();
                return true;
            }

            if (answer.StatusCode != HttpStatusCode.OK)
            {
                LogFailed(logger, $"the control plane answered {(int)answer.StatusCode}");
                return false;
            }

            if (activation.Accept(await ReadAsync(answer.Content, either.Token)))
            {
                LogActivated(logger, source.Revision, source.Sequence);
            }

            return true;
        }
        catch (BundleRefusedException e)
        {
            PolicyMetrics.BundleRefused(e.Reason);
            LogRefused(logger, e.Reason, e.Message);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception e) when (IsOutside(e))
        {
            LogFailed(logger, e.Message);
        }

        return false;
    }

    private HttpRequestMessage Request()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(options.Endpoint, $"/bundles/{options.Scope}"));
        request.Headers.TryAddWithoutValidation("Prefer", $"modes=snapshot;wait={(int)options.LongPoll.TotalSeconds}");
        if (activation.ActiveDigest is { } digest)
        {
            request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue($"\"{digest}\""));
        }

        return request;
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        if (content.Headers.ContentLength is not <= ArchiveBytesMax)
        {
            throw new BundleRefusedException(BundleRefusal.TooLarge, $"the bundle has no length, or one beyond {ArchiveBytesMax}");
        }

        return await content.ReadAsByteArrayAsync(cancellation);
    }

    // What the network, the disk or a missing SVID can do; a defect of ours is not among them and ends the process.
    private static bool IsOutside(Exception e) =>
        e is HttpRequestException or IOException or OperationCanceledException or FormatException or UnauthorizedAccessException
            or System.Security.Authentication.AuthenticationException
        || e.GetType().Name == "SvidUnavailableException";

    [LoggerMessage(Level = LogLevel.Information, Message = "policy.activate: revision {Revision}, sequence {Sequence}")]
    private static partial void LogActivated(ILogger logger, string? revision, long sequence);

    [LoggerMessage(Level = LogLevel.Information, Message = "policy.activate: revision {Revision} from disk, confirmed {Age} ago")]
    private static partial void LogRestored(ILogger logger, string? revision, TimeSpan age);

    [LoggerMessage(Level = LogLevel.Error, Message = "policy.reject ({Reason}): {Message}")]
    private static partial void LogRefused(ILogger logger, BundleRefusal reason, string message);

    [LoggerMessage(Level = LogLevel.Warning, Message = "policy.stale_used: revision {Revision} has not been confirmed for {Age}")]
    private static partial void LogStale(ILogger logger, string? revision, TimeSpan age);

    [LoggerMessage(Level = LogLevel.Information, Message = "no bundle: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
