using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Platform.Contracts.Referrals;
using Platform.Referrals.Lifecycle;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults.Messaging;
using Platform.ServiceDefaults.Storage;
using Platform.WorkloadIdentity;

namespace Platform.Referrals.Data;

/// <summary>
/// The event of each change of state, stored with the change itself: there is no way to change a referral's state without telling of it, or to tell of a
/// change that was not saved.
/// </summary>
public sealed class ReferralEvents(Outbox outbox, IHttpContextAccessor accessor)
{
    public IReadOnlyList<OutboxMessage> Of(ChangeTracker tracker) =>
    [
        .. from entry in tracker.Entries<Referral>()
           where entry.State == EntityState.Added || (entry.State == EntityState.Modified && entry.Property(referral => referral.State).IsModified)
           let message = Event(entry.Entity)
           where message is not null
           select Stored(outbox.Compose(message, Claims())),
    ];

    /// <summary>Called after the changes were saved.</summary>
    public void Saved() => outbox.Committed();

    private static object? Event(Referral referral) => referral.State switch
    {
        ReferralState.AwaitingTriage => new ReferralSubmitted(
            referral.Id, referral.PatientId, referral.ReferringOrganisation, referral.ReceivingOrganisation, referral.ChangedAt),
        ReferralState.TriagedProviderToAction => new ReferralTriaged(
            referral.Id, referral.PatientId, referral.ReferringOrganisation, referral.ReceivingOrganisation, referral.ChangedAt),
        ReferralState.TriageResponse => new ReferralReturned(
            referral.Id, referral.PatientId, referral.ReferringOrganisation, referral.ReceivingOrganisation, referral.ChangedAt),
        ReferralState.Booked => new ReferralBooked(
            referral.Id, referral.PatientId, referral.ReferringOrganisation, referral.ReceivingOrganisation, referral.AppointmentStart!.Value, referral.ChangedAt),
        ReferralState.CancelledReferral => new ReferralCancelled(
            referral.Id, referral.PatientId, referral.ReferringOrganisation, referral.ReceivingOrganisation, referral.ChangedAt),
        // Whether somebody attended is between them and the provider.
        ReferralState.DidNotAttend => null,
        _ => throw new ArgumentOutOfRangeException(nameof(referral), referral.State, "not a state"),
    };

    // A state changes only on somebody's permitted request; a change without one is a mistake and is not saved.
    private MessageClaims Claims()
    {
        var features = (accessor.HttpContext ?? throw new InvalidOperationException("a referral's state changes only within a request")).Features;
        var decision = features.GetRequiredFeature<PolicyDecision>();
        var user = features.Get<ValidatedCaller>()?.Subject;
        return new MessageClaims(
            user is null ? null : new PolicySubject(user.Id, user.Roles, user.Organisation, user.Acr, user.AuthTime), decision.Action, decision.Id, decision.Purpose);
    }

    private static OutboxMessage Stored(OutboxEntry entry) => new()
    {
        Id = entry.Id.ToString("D"),
        Sequence = entry.Sequence,
        Type = entry.Type,
        Body = entry.Body,
        Headers = entry.Headers.ToJson(),
        CreatedAt = entry.CreatedAt,
    };
}
