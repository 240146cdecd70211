using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Platform.Referrals.Data;
using Platform.ServiceDefaults.Storage;
using Platform.Referrals.Fhir;
using Platform.Referrals.Lifecycle;
using Platform.Referrals.Messages;
using Platform.WorkloadIdentity;

namespace Platform.Referrals.Submission;

/// <summary>An update or a cancellation by the side that sent the referral. For everybody else the referral is not there.</summary>
internal sealed class AmendedReferral(ReferralsDb db, TimeProvider clock)
{
    public async Task<MessageOutcome> RunAsync(ReferralMessage message, Receipt receipt, CallerSubject sender, CancellationToken cancellation)
    {
        var place = message.Bundle.ServiceRequest!.Place("id");
        var referral = await db.Referrals.SingleOrDefaultAsync(referral => referral.Id == message.ReferralId, cancellation);
        if (referral is null || !IsSender(referral, message.Parties!, sender))
            return MessageOutcome.Refused(FhirRefusal.NotFound(place, "no referral with this id"));

        var now = clock.GetUtcNow();
        var cancels = message.Workflow.Kind == WorkflowKind.Cancel;
        ReferralCommand command = cancels ? new Cancel(CancelReason(message)) : new Amend();
        if (!referral.TryApply(command, now))
            return MessageOutcome.Refused(FhirRefusal.Conflict("conflict", place, "the referral is no longer in a state that allows this"), referral.PatientId);

        var issued = IssuedMessage.Of(message, referral.Id, referral.Version, referral.PatientId, referral.Reference, now);
        referral.ServiceRequest = (cancels
            ? IssuedMessage.Renewed(JsonNode.Parse(referral.ServiceRequest)!.AsObject(), message.Workflow.Status!, referral.Version, now)
            : issued.ServiceRequest).ToJsonString();
        db.MessageVersions.Add(StoredMessage.Of(message, referral.Id, referral.Version, issued.Bundle, now));
        receipt.State = Receipt.Done;
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || failure.IsDuplicate())
        {
            return MessageOutcome.Refused(FhirRefusal.Conflict("conflict", place, "the referral was changed at the same time"), referral.PatientId);
        }

        return MessageOutcome.Accepted(issued.Bundle, referral.PatientId);
    }

    private static bool IsSender(Referral referral, MessageParties parties, CallerSubject sender) =>
        parties.Sender == referral.ReferringOrganisation
        && (sender.Organisation == referral.SubmittingOrganisation || sender.Organisation == referral.ReferringOrganisation);

    private static string CancelReason(ReferralMessage message)
    {
        var text = message.Bundle.ServiceRequest!.Resource.Each("reasonCode").FirstOrDefault().Text("text") ?? message.Workflow.Status!;
        return text.Length > 500 ? text[..500] : text;
    }
}
