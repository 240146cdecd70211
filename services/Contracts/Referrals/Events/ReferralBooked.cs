namespace Platform.Contracts.Referrals;

/// <summary>An appointment was booked.</summary>
/// <param name="ReferralId">The id of the ServiceRequest.</param>
/// <param name="PatientId">The records service's id.</param>
/// <param name="ReferringOrganisation">ODS code.</param>
/// <param name="ReceivingOrganisation">ODS code.</param>
/// <param name="AppointmentStart">When it starts; where it is, the patient is told by the provider.</param>
/// <param name="OccurredAt">When the change was made.</param>
public sealed record ReferralBooked(
    string ReferralId, string PatientId, string ReferringOrganisation, string ReceivingOrganisation, DateTimeOffset AppointmentStart, DateTimeOffset OccurredAt);
