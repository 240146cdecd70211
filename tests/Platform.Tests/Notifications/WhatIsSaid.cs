using Platform.Contracts.Records;
using Platform.Notifications.Templates;

namespace Platform.Tests.Notifications;

public sealed class WhatIsSaid
{
    // What the service knows of a patient, each as telling as it can be.
    private static readonly ContactDetails Contact = new("9990000018", new PersonName("Palmer", ["Ann", "Dermatology"], "Dr"), "ann@example.org");

    public static TheoryData<NotificationTemplate> Templates =>
    [
        NotificationTemplate.Submitted(Contact),
        NotificationTemplate.Triaged(Contact),
        NotificationTemplate.Returned(Contact),
        NotificationTemplate.Booked(Contact, new DateTimeOffset(2026, 7, 1, 9, 30, 0, TimeSpan.Zero)),
        NotificationTemplate.Cancelled(Contact),
    ];

    [Theory]
    [MemberData(nameof(Templates), DisableDiscoveryEnumeration = true)]
    public void A_patient_is_greeted_by_name_and_no_number_address_or_further_name_is_said(NotificationTemplate said)
    {
        Assert.StartsWith("Dear Dr Ann Palmer,", said.Text, StringComparison.Ordinal);
        foreach (var secret in new[] { Contact.PatientId, Contact.Email!, "Dermatology" })
            Assert.DoesNotContain(secret, said.Subject + said.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Palmer", said.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void An_appointment_is_told_in_local_time() =>
        Assert.Contains("Wednesday 1 July 2026 at 10:30", NotificationTemplate.Booked(Contact, new DateTimeOffset(2026, 7, 1, 9, 30, 0, TimeSpan.Zero)).Text, StringComparison.Ordinal);
}
