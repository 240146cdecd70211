using System.Security.Cryptography;
using Platform.Contracts.Records;
using Platform.Referrals.Data;
using Platform.Referrals.Fhir;
using Platform.Referrals.Lifecycle;
using Platform.Referrals.Messages;
using Platform.WorkloadIdentity;

namespace Platform.Referrals.Submission;

/// <summary>
/// A new referral: records finds or registers the patient and opens the relationships of both sides; then the referral, its message and the receipt are
/// stored together. A try that breaks off in between is continued by the next with the same ids, so nobody is registered twice.
/// </summary>
internal sealed class NewReferral(ReferralsDb db, RecordsClient records, TimeProvider clock)
{
    public async Task<MessageOutcome> RunAsync(ReferralMessage message, Receipt receipt, CallerSubject sender, CancellationToken cancellation)
    {
        var parties = message.Parties!;
        var submitting = sender.Organisation ?? parties.Sender;
        string patientId;
        try
        {
            patientId = await PatientAsync(message.Patient!, cancellation);
            await records.OpenRelationshipsAsync(Relationships(patientId, receipt.ReferralId, parties, submitting), cancellation);
        }
        catch (RecordsRefusedException e)
        {
            return MessageOutcome.Refused(e.Status is 401 or 403
                ? new FhirRefusal(403, "REC_FORBIDDEN", [new("forbidden", null, "the patient's record may not be used for this referral")])
                : FhirRefusal.Unavailable("the patient's record cannot be reached"));
        }

        var now = clock.GetUtcNow();
        var reference = Reference();
        var issued = IssuedMessage.Of(message, receipt.ReferralId, 1, patientId, reference, now);
        db.Referrals.Add(new Referral
        {
            Id = receipt.ReferralId,
            Reference = reference,
            State = ReferralState.AwaitingTriage,
            Category = message.Workflow.Category!,
            UseCase = message.Workflow.UseCase!,
            PatientId = patientId,
            NhsNumber = message.Patient!.VerifiedNumber,
            ReferringOrganisation = parties.Sender,
            SubmittingOrganisation = submitting,
            ReceivingOrganisation = parties.Receiver,
            Service = parties.Service,
            ResponseEndpoint = parties.ResponseEndpoint,
            BundleId = message.Bundle.Id,
            ServiceRequest = issued.ServiceRequest.ToJsonString(),
            Version = 1,
            ReceivedAt = now,
            ChangedAt = now,
        });
        db.MessageVersions.Add(StoredMessage.Of(message, receipt.ReferralId, 1, issued.Bundle, now));
        receipt.State = Receipt.Done;
        await db.SaveChangesAsync(cancellation);
        return MessageOutcome.Accepted(issued.Bundle, patientId);
    }

    private async Task<string> PatientAsync(MessagePatient patient, CancellationToken cancellation) =>
        (patient.VerifiedNumber is { } number ? await records.MatchAsync(number, cancellation) : null)
        ?? await records.RegisterAsync(patient.Registration, cancellation);

    private static OpenRelationships Relationships(string patientId, string referralId, MessageParties parties, string submitting) => new(
        patientId,
        referralId,
        [
            .. new[] { parties.Sender, submitting }.Distinct().Select(organisation => new RelationshipParty(organisation, RelationshipKinds.ReferralSender)),
            new(parties.Receiver, RelationshipKinds.ReferralReceiver),
        ]);

    private static string Reference()
    {
        Span<char> digits = stackalloc char[12];
        for (var i = 0; i < digits.Length; i++)
            digits[i] = (char)('0' + RandomNumberGenerator.GetInt32(i == 0 ? 1 : 0, 10));
        return digits.ToString();
    }
}
