using System.Globalization;
using Platform.Contracts.Records;

namespace Platform.Notifications.Templates;

/// <summary>
/// The texts. None says what the referral is for, to which service it goes, or anything else that reveals a condition, and none holds an NHS number:
/// they may be read over a shoulder, or by whoever shares the mailbox.
/// </summary>
public sealed record NotificationTemplate(string Name, string Subject, string Text)
{
    private const string Sign = "This message was sent automatically. Please do not reply to it.";

    public static NotificationTemplate Submitted(ContactDetails contact) => Of("referral-submitted", contact,
        "Your referral has been sent",
        "Your practice has sent a referral for you. You will hear from us again when it has been looked at. You do not need to do anything.");

    public static NotificationTemplate Triaged(ContactDetails contact) => Of("referral-accepted", contact,
        "Your referral has been accepted",
        "Your referral has been accepted. You will be told as soon as an appointment has been booked.");

    public static NotificationTemplate Returned(ContactDetails contact) => Of("referral-returned", contact,
        "Please contact your practice",
        "There is news about your referral. Please contact your practice, who will explain the next step.");

    public static NotificationTemplate Booked(ContactDetails contact, DateTimeOffset start) => Of("referral-booked", contact,
        "Your appointment has been booked",
        $"An appointment has been booked for you on {LocalTime(start)}. You will receive the details separately. "
        + "If you cannot attend, please tell your practice as soon as you can.");

    public static NotificationTemplate Cancelled(ContactDetails contact) => Of("referral-cancelled", contact,
        "Your referral has been cancelled",
        "Your referral has been cancelled. If you did not expect this, please contact your practice.");

    private static NotificationTemplate Of(string name, ContactDetails contact, string subject, string text) =>
        new(name, subject, $"{Greeting(contact.Name)},\n\n{text}\n\n{Sign}\n");

    private static string Greeting(PersonName? name)
    {
        var spoken = string.Join(' ', new[] { name?.Prefix, name?.Given.FirstOrDefault(), name?.Family }.Where(part => !string.IsNullOrWhiteSpace(part)));
        return spoken.Length == 0 ? "Hello" : $"Dear {OneLine(spoken)}";
    }

    // A name comes from a message; a line break in it must not become one in a mail.
    private static string OneLine(string text) => string.Concat(text.Where(character => !char.IsControl(character)));

    private static string LocalTime(DateTimeOffset time) =>
        TimeZoneInfo.ConvertTime(time, London).ToString("dddd d MMMM yyyy 'at' HH:mm", CultureInfo.InvariantCulture);

    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
}
