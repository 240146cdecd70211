using Platform.Contracts.Referrals;
using Platform.Notifications.Templates;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Notifications.Reactions;

internal sealed class TellReturned(PatientNotice notice) : EventReaction<ReferralReturned>
{
    public override string Action => "notifications.referral_returned.consume";

    public override ResourceFacts Facts(ReferralReturned message) => ReferralFacts.Of(message.ReferralId, message.PatientId);

    public override Task<MessageEffect> ReactAsync(ReferralReturned message, VerifiedMessage envelope, CancellationToken cancellation) =>
        notice.PrepareAsync(envelope, message.PatientId, message.ReferralId, message.ReferringOrganisation, NotificationTemplate.Returned, cancellation);
}
