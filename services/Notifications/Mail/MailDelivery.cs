using System.Net;
using System.Net.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Notifications.Data;

namespace Platform.Notifications.Mail;

/// <summary>
/// Mails what is pending, one after the other. SMTP cannot take part in a transaction: a crash between the server's answer and the note of it sends that
/// one mail again, under the same Message-ID, by which a mailbox drops it.
/// </summary>
internal sealed partial class MailDelivery(IServiceScopeFactory scopes, IOptions<MailOptions> options, TimeProvider clock, ILogger<MailDelivery> logger)
    : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseMax = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.IsOn)
            return;
        var pause = LookEvery;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                pause = await SendNextAsync(stoppingToken) switch
                {
                    Outcome.Sent => TimeSpan.Zero,
                    Outcome.NothingToSend => LookEvery,
                    _ => pause * 2 < PauseMax ? (pause < LookEvery ? LookEvery : pause * 2) : PauseMax,
                };
            }
            catch (DbUpdateException failure)
            {
                LogWaiting(logger, failure.Message);
            }
            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private enum Outcome
    {
        NothingToSend,
        Sent,
        Failed,
    }

    private async Task<Outcome> SendNextAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDb>();
        var next = await db.Notifications.Where(notification => notification.Mail == MailState.Pending)
            .OrderBy(notification => notification.CreatedAt).FirstOrDefaultAsync(cancellation);
        if (next is null)
            return Outcome.NothingToSend;
        next.MailAttempts++;
        next.MailAt = clock.GetUtcNow();
        var outcome = await TrySendAsync(next, cancellation);
        if (outcome == Outcome.Sent)
            next.Mail = MailState.Sent;
        else if (next.MailAttempts >= options.Value.AttemptsMax)
            next.Mail = MailState.Failed;
        await db.SaveChangesAsync(CancellationToken.None);
        return outcome;
    }

    private async Task<Outcome> TrySendAsync(Notification notification, CancellationToken cancellation)
    {
        try
        {
            using var client = new SmtpClient(options.Value.Host, options.Value.Port) { EnableSsl = options.Value.Tls };
            if (options.Value.User is { } user)
                client.Credentials = new NetworkCredential(user, options.Value.Password);
            using var mail = new MailMessage(options.Value.From, notification.Address!, notification.Subject, notification.Text);
            mail.Headers.Add("Message-ID", $"<{notification.Id}@{options.Value.From[(options.Value.From.LastIndexOf('@') + 1)..]}>");
            await client.SendMailAsync(mail, cancellation);
            return Outcome.Sent;
        }
        catch (Exception failure) when (failure is SmtpException or FormatException)
        {
            // The text of an SmtpException may hold the address.
            LogWaiting(logger, failure.GetType().Name);
            return Outcome.Failed;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "mail waits: {Reason}")]
    private static partial void LogWaiting(ILogger logger, string reason);
}
