using Microsoft.Extensions.Options;
using Platform.Contracts.Records;
using Platform.Notifications.Contacts;
using Platform.Notifications.Data;
using Platform.Notifications.Mail;
using Platform.Notifications.Templates;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Notifications.Reactions;

/// <summary>Makes one notification from one event: contact details first, then one row in the transaction of the inbox.</summary>
internal sealed class PatientNotice(ContactSource contacts, NotificationsDb db, IOptions<MailOptions> mail, TimeProvider clock)
{
    public async Task<MessageEffect> PrepareAsync(
        VerifiedMessage envelope, string patientId, string referralId, string organisation, Func<ContactDetails, NotificationTemplate> render, CancellationToken cancellation)
    {
        var contact = await contacts.OfAsync(patientId, cancellation);
        var text = render(contact);
        return async cancel =>
        {
            var now = clock.GetUtcNow();
            db.Notifications.Add(new Notification
            {
                Id = Guid.CreateVersion7(now).ToString("D"),
                MessageId = envelope.Id.ToString("D"),
                PatientId = patientId,
                ReferralId = referralId,
                Organisation = organisation,
                Template = text.Name,
                Subject = text.Subject,
                Text = text.Text,
                Address = contact.Email,
                CreatedAt = now,
                Mail = !mail.Value.IsOn ? MailState.Off : contact.Email is null ? MailState.NoAddress : MailState.Pending,
            });
            await db.SaveChangesAsync(cancel);
        };
    }
}
