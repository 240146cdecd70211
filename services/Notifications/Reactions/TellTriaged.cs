using Platform.Contracts.Referrals;
using Platform.Notifications.Templates;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Notifications.Reactions;

internal sealed class TellTriaged(PatientNotice notice) : EventReaction<ReferralTriaged>
{
    public override string Action => "notifications.referral_triaged.consume";

    public override ResourceFacts Facts(ReferralTriaged message) => ReferralFacts.Of(message.ReferralId, message.PatientId);

    public override Task<MessageEffect> ReactAsync(ReferralTriaged message, VerifiedMessage envelope, CancellationToken cancellation) =>
        notice.PrepareAsync(envelope, message.PatientId, message.ReferralId, message.ReferringOrganisation, NotificationTemplate.Triaged, cancellation);
}
