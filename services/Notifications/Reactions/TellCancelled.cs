using Platform.Contracts.Referrals;
using Platform.Notifications.Templates;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Notifications.Reactions;

internal sealed class TellCancelled(PatientNotice notice) : EventReaction<ReferralCancelled>
{
    public override string Action => "notifications.referral_cancelled.consume";

    public override ResourceFacts Facts(ReferralCancelled message) => ReferralFacts.Of(message.ReferralId, message.PatientId);

    public override Task<MessageEffect> ReactAsync(ReferralCancelled message, VerifiedMessage envelope, CancellationToken cancellation) =>
        notice.PrepareAsync(envelope, message.PatientId, message.ReferralId, message.ReferringOrganisation, NotificationTemplate.Cancelled, cancellation);
}
