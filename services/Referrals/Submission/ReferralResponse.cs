using Microsoft.EntityFrameworkCore;
using Platform.Referrals.Data;
using Platform.Referrals.Fhir;
using Platform.Referrals.Lifecycle;
using Platform.Referrals.Messages;
using Platform.WorkloadIdentity;

namespace Platform.Referrals.Submission;

/// <summary>How a referral went, told by the organisation that received it. What it answers is found by the Bundle.id of the referral.</summary>
internal sealed class ReferralResponse(ReferralsDb db, TimeProvider clock)
{
    public async Task<MessageOutcome> RunAsync(ReferralMessage message, Receipt receipt, CallerSubject sender, CancellationToken cancellation)
    {
        var place = message.Bundle.Header.Place("response.identifier");
        var referral = await db.Referrals
            .Where(referral => referral.BundleId == message.Workflow.RespondsTo && referral.ReceivingOrganisation == sender.Organisation)
            .OrderByDescending(referral => referral.ReceivedAt)
            .FirstOrDefaultAsync(cancellation);
        if (referral is null)
            return MessageOutcome.Refused(FhirRefusal.NotFound(place, "no referral that this could answer"));

        var now = clock.GetUtcNow();
        if (message.Workflow is { Status: "revoked", IsValidation: false })
        {
            if (!referral.TryApply(new ReportDidNotAttend(), now))
                return MessageOutcome.Refused(FhirRefusal.Conflict("conflict", place, "the referral is no longer in a state that allows this"), referral.PatientId);
        }
        else
        {
            referral.Version++;
            referral.ChangedAt = now;
        }

        var answer = message.Bundle.Root.DeepClone().AsObject();
        db.MessageVersions.Add(StoredMessage.Of(message, referral.Id, referral.Version, answer, now));
        receipt.State = Receipt.Done;
        await db.SaveChangesAsync(cancellation);
        return MessageOutcome.Accepted(answer, referral.PatientId);
    }
}
