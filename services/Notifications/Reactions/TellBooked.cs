using Platform.Contracts.Referrals;
using Platform.Notifications.Templates;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Notifications.Reactions;

internal sealed class TellBooked(PatientNotice notice) : EventReaction<ReferralBooked>
{
    public override string Action => "notifications.referral_booked.consume";

    public override ResourceFacts Facts(ReferralBooked message) => ReferralFacts.Of(message.ReferralId, message.PatientId);

    public override Task<MessageEffect> ReactAsync(ReferralBooked message, VerifiedMessage envelope, CancellationToken cancellation) =>
        notice.PrepareAsync(envelope, message.PatientId, message.ReferralId, message.ReferringOrganisation, contact => NotificationTemplate.Booked(contact, message.AppointmentStart), cancellation);
}
