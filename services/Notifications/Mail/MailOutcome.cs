using System.Net.Mail;
using Platform.Notifications.Data;

namespace Platform.Notifications.Mail;

/// <summary>How one attempt ended, and so whose fault it was: a refused recipient must not hold up anybody else, an absent server holds up all.</summary>
internal enum MailOutcome
{
    Sent,

    /// <summary>This mail may be taken later: it alone waits.</summary>
    Deferred,

    /// <summary>This mail will never be taken.</summary>
    Refused,

    /// <summary>The server takes none just now; nothing is said about this mail.</summary>
    ServerUnavailable,
}

/// <summary>The decisions of mail delivery, without its effects.</summary>
internal static class MailOutcomes
{
    private const int PermanentFrom = 500;
    private const int LongestWait = 5;

    /// <summary>What a failure says. RFC 5321 §4.2: 4yz is for now, 5yz for good.</summary>
    public static MailOutcome Of(Exception failure) => failure switch
    {
        SmtpFailedRecipientException { StatusCode: >= (SmtpStatusCode)PermanentFrom } => MailOutcome.Refused,
        SmtpFailedRecipientException => MailOutcome.Deferred,
        // Said of a mail after its recipient was taken, or of the sender, which is everybody's: so for good it is only after a while.
        SmtpException
        {
            StatusCode: SmtpStatusCode.MailboxBusy or SmtpStatusCode.LocalErrorInProcessing or SmtpStatusCode.InsufficientStorage or SmtpStatusCode.MailboxUnavailable
                or SmtpStatusCode.UserNotLocalTryAlternatePath or SmtpStatusCode.ExceededStorageAllocation or SmtpStatusCode.MailboxNameNotAllowed
                or SmtpStatusCode.TransactionFailed
        } => MailOutcome.Deferred,
        FormatException or ArgumentException => MailOutcome.Refused,
        _ => MailOutcome.ServerUnavailable,
    };

    /// <summary>Notes an attempt on the notification.</summary>
    /// <param name="notification">Pending.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="options">How long it waits, and after how many attempts it is given up.</param>
    /// <param name="now">The time.</param>
    public static void Note(Notification notification, MailOutcome outcome, MailOptions options, DateTimeOffset now)
    {
        if (outcome == MailOutcome.ServerUnavailable)
        {
            // Behind the others, in case that it was this mail which the server broke off at.
            notification.MailAt = now + options.RetryAfter;
            return;
        }
        notification.MailAttempts++;
        var isOver = outcome == MailOutcome.Refused || notification.MailAttempts >= options.AttemptsMax;
        notification.Mail = outcome == MailOutcome.Sent ? MailState.Sent : isOver ? MailState.Failed : MailState.Pending;
        notification.MailAt = notification.Mail == MailState.Pending ? now + (options.RetryAfter * Math.Min(notification.MailAttempts, LongestWait)) : now;
    }
}
