using Platform.Contracts.Referrals;
using Platform.Notifications.Templates;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Notifications.Reactions;

internal sealed class TellSubmitted(PatientNotice notice) : EventReaction<ReferralSubmitted>
{
    public override string Action => "notifications.referral_submitted.consume";

    public override ResourceFacts Facts(ReferralSubmitted message) => ReferralFacts.Of(message.ReferralId, message.PatientId);

    public override Task<MessageEffect> ReactAsync(ReferralSubmitted message, VerifiedMessage envelope, CancellationToken cancellation) =>
        notice.PrepareAsync(envelope, message.PatientId, message.ReferralId, message.ReferringOrganisation, NotificationTemplate.Submitted, cancellation);
}
