using Platform.Notifications.Data;
using Platform.Notifications.Templates;

namespace Platform.Tests.Notifications;

/// <summary>Notifications that wait to be mailed.</summary>
internal static class Pending
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    /// <param name="number">Distinguishes it; later ones were made later.</param>
    /// <param name="address">To whom.</param>
    /// <param name="template">The text, or any.</param>
    public static Notification Mail(int number, string address, NotificationTemplate? template = null)
    {
        var text = template ?? new NotificationTemplate("referral-submitted", "Your referral has been sent", "Hello");
        var id = $"n-{number}";
        return new()
        {
            Id = id,
            MessageId = id,
            PatientId = "p",
            ReferralId = id,
            Organisation = "A81001",
            Template = text.Name,
            Subject = text.Subject,
            Text = text.Text,
            Address = address,
            CreatedAt = Start.AddSeconds(number),
            Mail = MailState.Pending,
        };
    }
}
