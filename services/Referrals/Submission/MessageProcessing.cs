using Platform.Referrals.Messages;
using Platform.WorkloadIdentity;

namespace Platform.Referrals.Submission;

/// <summary>
/// Takes a message that has been read: reserves its two ids, does what it asks, and gives the ids back when nothing came of it, so that the same message
/// can be sent again.
/// </summary>
internal sealed class MessageProcessing(Receipts receipts, NewReferral create, AmendedReferral amend, ReferralResponse respond)
{
    public async Task<MessageOutcome> RunAsync(ReferralMessage message, CallerSubject sender, CancellationToken cancellation)
    {
        var (receipt, refusal) = await receipts.ReserveAsync(message.Headers, cancellation);
        if (receipt is null)
            return MessageOutcome.Refused(refusal!);

        MessageOutcome outcome;
        try
        {
            outcome = message.Workflow.Kind switch
            {
                WorkflowKind.New => await create.RunAsync(message, receipt, sender, cancellation),
                WorkflowKind.Response => await respond.RunAsync(message, receipt, sender, cancellation),
                _ => await amend.RunAsync(message, receipt, sender, cancellation),
            };
        }
        catch
        {
            await receipts.AbandonAsync(receipt);
            throw;
        }

        if (outcome.Refusal is not null)
            await receipts.ReleaseAsync(receipt);
        return outcome;
    }
}
