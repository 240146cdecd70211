using System.Net;
using System.Net.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Notifications.Data;

namespace Platform.Notifications.Mail;

/// <summary>
/// Mails what is due, one after the other. SMTP cannot take part in a transaction: a crash between the server's answer and the note of it sends that
/// one mail again, under the same Message-ID, by which a mailbox drops it.
/// </summary>
internal sealed partial class MailDelivery(IServiceScopeFactory scopes, IOptions<MailOptions> options, TimeProvider clock, ILogger<MailDelivery> logger)
    : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseMax = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.IsOn)
            return;
        var pause = LookEvery;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                switch (await SendNextAsync(stoppingToken))
                {
                    case null:
                        pause = LookEvery;
                        break;
                    case MailOutcome.ServerUnavailable:
                        pause = Longer(pause);
                        break;
                    default:
                        pause = LookEvery;
                        continue;
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // The database, then: it is asked again, as everywhere. The text may hold an address.
                LogWaiting(logger, failure.GetType().Name);
                pause = Longer(pause);
            }
            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < PauseMax ? pause * 2 : PauseMax;

    // Null when none is due.
    private async Task<MailOutcome?> SendNextAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDb>();
        var now = clock.GetUtcNow();
        var next = await db.Notifications.Where(notification => notification.Mail == MailState.Pending && (notification.MailAt == null || notification.MailAt <= now))
            // What was never tried, then what waits longest: one that the server breaks off at must not be the next again and again.
            .OrderBy(notification => notification.MailAt != null).ThenBy(notification => notification.MailAt).ThenBy(notification => notification.CreatedAt)
            .FirstOrDefaultAsync(cancellation);
        if (next is null)
            return null;
        var outcome = await TrySendAsync(next, cancellation);
        MailOutcomes.Note(next, outcome, options.Value, clock.GetUtcNow());
        // Not cancelled at shutdown: what was sent is noted.
        await db.SaveChangesAsync(CancellationToken.None);
        return outcome;
    }

    private async Task<MailOutcome> TrySendAsync(Notification notification, CancellationToken cancellation)
    {
        try
        {
            using var mail = Envelope.Of(notification, options.Value.From);
            using var client = new SmtpClient(options.Value.Host, options.Value.Port) { EnableSsl = options.Value.Tls };
            if (options.Value.User is { } user)
                client.Credentials = new NetworkCredential(user, options.Value.Password);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(options.Value.Patience);
            await client.SendMailAsync(mail, limit.Token);
            return MailOutcome.Sent;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            var outcome = MailOutcomes.Of(failure);
            LogNotSent(logger, notification.Id, outcome, failure.GetType().Name, failure is SmtpException { StatusCode: var status } ? (int)status : 0);
            return outcome;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "mail of notification {Id} not sent: {Outcome} ({Failure}, SMTP {Status})")]
    private static partial void LogNotSent(ILogger logger, string id, MailOutcome outcome, string failure, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "mail waits: {Reason}")]
    private static partial void LogWaiting(ILogger logger, string reason);
}
