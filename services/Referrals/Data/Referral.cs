using System.Text.Json.Nodes;
using Platform.Referrals.Fhir;
using Platform.Referrals.Lifecycle;

namespace Platform.Referrals.Data;

public sealed class Referral
{
    public required string Id { get; init; }

    /// <summary>The twelve digits that people quote.</summary>
    public required string Reference { get; init; }
    public required ReferralState State { get; set; }
    public required string Category { get; init; }
    public required string UseCase { get; init; }
    public required string PatientId { get; init; }

    /// <summary>
    /// What the referral is searched by: the digits that the sender verified and whose check digit is right; null without such ones, and then nobody finds
    /// it by number.
    /// </summary>
    public string? NhsNumber { get; init; }

    /// <summary>The organisation that the message names as its sender.</summary>
    public required string ReferringOrganisation { get; init; }

    /// <summary>The organisation of the person who sent it, as Identity said.</summary>
    public required string SubmittingOrganisation { get; init; }
    public required string ReceivingOrganisation { get; init; }
    public required string Service { get; init; }
    public required string ResponseEndpoint { get; init; }

    /// <summary>What a response names; not unique, since senders reuse it.</summary>
    public required string BundleId { get; init; }

    /// <summary>The ServiceRequest as it is read, with the ids that were issued here.</summary>
    public required string ServiceRequest { get; set; }

    /// <summary>Grows with every change; two changes to the same version cannot both be saved.</summary>
    public required int Version { get; set; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; set; }
    public string? TriageComment { get; set; }
    public DateTimeOffset? AppointmentStart { get; set; }
    public string? AppointmentLocation { get; set; }
    public string? CancelReason { get; set; }

    /// <summary>Applies a command; false when the state does not allow it, and then nothing has changed.</summary>
    public bool TryApply(ReferralCommand command, DateTimeOffset now)
    {
        if (ReferralLifecycle.Decide(State, command) is not { } next)
            return false;
        State = next;
        Version++;
        ChangedAt = now;
        switch (command)
        {
            case AcceptTriage accept:
                TriageComment = accept.Comment;
                break;
            case ReturnToReferrer back:
                TriageComment = back.Comment;
                break;
            case Book book:
                AppointmentStart = book.Start;
                AppointmentLocation = book.Location;
                break;
            case Cancel cancel:
                CancelReason = cancel.Reason;
                Revoke();
                break;
        }

        return true;
    }

    private void Revoke()
    {
        var json = JsonNode.Parse(ServiceRequest)!.AsObject();
        if (json.Text("status") == "entered-in-error")
            return;
        json["status"] = "revoked";
        ServiceRequest = json.ToJsonString();
    }
}
