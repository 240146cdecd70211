using Platform.Contracts.Records;
using Platform.Notifications.Contacts;

namespace Platform.Messaging.Tests.Fixtures;

/// <summary>Knows every patient by one name; can be down.</summary>
internal sealed class KnownContacts : ContactSource
{
    /// <summary>Must never be found in the broker.</summary>
    public const string CanaryName = "Canaryfamilyname";

    public bool IsDown { get; set; }

    public override Task<ContactDetails> OfAsync(string patientId, CancellationToken cancellation) => IsDown
        ? throw new HttpRequestException("records is down")
        : Task.FromResult(new ContactDetails(patientId, new PersonName(CanaryName, ["Ada"], "Ms"), "canary-address@example.org"));
}
