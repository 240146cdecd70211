using System.Net.Mail;
using Platform.Notifications.Data;

namespace Platform.Notifications.Mail;

/// <summary>One mail to one mailbox.</summary>
internal static class Envelope
{
    /// <summary>The mail of a notification. Its Message-ID is that of every attempt.</summary>
    /// <exception cref="FormatException">The address is not exactly one mailbox.</exception>
    public static MailMessage Of(Notification notification, string from)
    {
        var mail = new MailMessage(new MailAddress(from), Mailbox(notification.Address)) { Subject = notification.Subject, Body = notification.Text };
        mail.Headers.Add("Message-ID", $"<{notification.Id}@{mail.From!.Host}>");
        return mail;
    }

    // It comes from a message: a list, a name in front of it, a quoted part or a line break would be a second recipient or a command.
    private static MailAddress Mailbox(string? address) =>
        address is not null && address.All(IsPlain) && MailAddress.TryCreate(address, out var mailbox) && mailbox.Address == address
            ? mailbox
            : throw new FormatException("the address is not one mailbox");

    private static bool IsPlain(char character) => !char.IsControl(character) && !char.IsWhiteSpace(character) && character is not (',' or ';' or '<' or '>' or '"' or '(' or ')' or '\\');
}
